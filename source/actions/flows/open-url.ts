import type { Container } from '../../domain/nouns/container.js';
import { urlsOf } from '../../domain/ports/published-urls.js';
import type { ActionContext } from '../action.js';

/** `w`: opens the published URL on this desktop; where there is none, shows and copies it. */
export async function openPublished(context: ActionContext, container: Container): Promise<void> {
	const urls = urlsOf(container, context.getState().endpoint);
	const url =
		urls.length > 1
			? await context.ask.menu({ title: 'Open', items: urls.map(each => ({ id: each, label: each })) })
			: urls[0];
	if (url === undefined) {
		return;
	}
	if (await context.terminal.open(url)) {
		return context.toast('good', `Opened ${url}`);
	}
	context.toast('info', context.terminal.copy(url) ? `${url} (copied)` : url);
}
