import { runLineOf } from '../../domain/run/from-inspect.js';
import type { NounId } from '../../panes/noun.js';
import type { Copyable, CopyFacts } from '../../panes/pane.js';
import { panes } from '../../panes/panes.js';
import { resourceOf } from '../../state/resource-of.js';
import { targetNoun, targetsOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { ActionContext } from '../action.js';
import { copyText } from './copy-text.js';

const copyFacts = (state: State): CopyFacts => ({
	endpoint: state.endpoint,
	defaults: state.host?.defaults,
	fetched: (of, id) => resourceOf(state, { of, id })?.value,
});

/** The copyable texts of the selected item; for marked items, one line per item. */
function copyablesOf<N extends NounId>(state: State, noun: N): readonly Copyable[] {
	const facts = copyFacts(state);
	const perItem = targetsOf(state, noun).map(item => panes[noun].copyables(item, facts));
	return (perItem[0] ?? [])
		.map((first, index) => ({
			...first,
			text: perItem
				.map(all => all[index]?.text ?? '')
				.filter(text => text !== '')
				.join('\n'),
		}))
		.filter(copyable => copyable.text !== '');
}

/** The `docker run` lines that create the containers again, without the settings that come from their images. */
async function runLines(context: ActionContext): Promise<string> {
	const { containers, images } = context.engine;
	const { host } = context.getState();
	const lines = targetsOf(context.getState(), 'containers').map(({ id, imageId }) =>
		context.fetch(async signal => {
			// When the image no longer exists, the line has all settings.
			const image = images.inspect(imageId, { signal }).catch(() => undefined);
			return runLineOf((await containers.inspect(id, { signal })).raw, (await image)?.raw, host?.defaults);
		}),
	);
	return (await Promise.all(lines)).join('\n');
}

/** `y` */
export async function copyMenu(context: ActionContext): Promise<void> {
	const state = context.getState();
	const all = copyablesOf(state, targetNoun(state));
	const id = await context.ask.menu({
		title: 'Copy',
		items: all.map(({ label, text, key }) => ({ id: label, label, key, hint: text.replaceAll('\n', ' ') })),
	});
	const chosen = all.find(copyable => copyable.label === id);
	if (!chosen) {
		return;
	}
	copyText(context, chosen.asksFirst ? await runLines(context) : chosen.text, chosen.label);
}
