import type { Container } from '../../domain/container.js';
import type { Endpoint } from '../../domain/host.js';
import { publishedUrls } from '../../domain/ports.js';
import type { ActionContext } from '../action.js';

/** The host name under which the engine's published ports are reached from here. */
export function urlHost(endpoint: Endpoint): string {
	const match = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(endpoint.url);
	return match?.[1] ?? 'localhost';
}

/** The URLs of a container's published ports. */
export const urlsOf = (container: Container, endpoint: Endpoint): readonly string[] =>
	publishedUrls(container.ports, urlHost(endpoint));

/** `w`: opens the published URL on this desktop; where there is none, shows and copies it. */
export async function openPublished(context: ActionContext, container: Container): Promise<void> {
	const urls = urlsOf(container, context.getState().endpoint);
	const url =
		urls.length > 1
			? await context.ask.menu({ title: 'Open', items: urls.map(each => ({ id: each, label: each })) })
			: urls[0];
	if (url === undefined) return;
	if (await context.terminal.open(url)) return context.toast('good', `Opened ${url}`);
	context.terminal.copy(url);
	context.toast('info', `${url} (copied)`);
}
