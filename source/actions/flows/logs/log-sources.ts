import { type LogSource, shortNames } from '../../../domain/logs/source-names.js';
import { plural } from '../../../domain/text/plural.js';
import type { LogView } from '../../../state/logs/log-view.js';
import type { ActionContext } from '../../action.js';

/** The lines of each source. */
function countsOf({ lines }: LogView): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { source = '' } of lines) {
		counts.set(source, (counts.get(source) ?? 0) + 1);
	}
	return counts;
}

const stateOf = ({ id, status }: LogSource, { hidden }: LogView, counts: ReadonlyMap<string, number>): string =>
	[
		...(hidden.has(id) ? ['hidden'] : []),
		plural(counts.get(id) ?? 0, 'line'),
		...(status === 'streaming' ? [] : [status]),
	].join(', ');

/** Hides or shows the lines of sources, one after the other until the user closes the menu. */
export async function chooseSources(context: ActionContext): Promise<void> {
	for (let index = 0; ; ) {
		const { logs } = context.getState();
		const names = shortNames(logs.sources);
		const counts = countsOf(logs);
		const chosen = await context.ask.menu({
			title: 'Show or hide the lines of',
			items: logs.sources.map(source => ({
				id: source.id,
				label: `${logs.hidden.has(source.id) ? '[ ]' : '[x]'} ${names.get(source.id) ?? source.id}`,
				hint: stateOf(source, logs, counts),
			})),
			index,
		});
		if (chosen === undefined) {
			return;
		}
		index = logs.sources.findIndex(({ id }) => id === chosen);
		context.update(state => {
			const hidden = new Set(state.logs.hidden);
			if (!hidden.delete(chosen)) {
				hidden.add(chosen);
			}
			return { ...state, logs: { ...state.logs, hidden } };
		});
	}
}
