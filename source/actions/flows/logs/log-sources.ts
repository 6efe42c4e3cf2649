import { idsOf, type LogSource, shortNames } from '../../../domain/logs/source-names.js';
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

function stateOf(source: LogSource, { hidden }: LogView, counts: ReadonlyMap<string, number>): string {
	const count = idsOf(source).reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
	return [
		...(hidden.has(source.id) ? ['hidden'] : []),
		plural(count, 'line'),
		...(source.status === 'streaming' ? [] : [source.status]),
	].join(', ');
}

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
			const source = state.logs.sources.find(({ id }) => id === chosen);
			const ids = source === undefined ? [chosen] : idsOf(source);
			const others = [...state.logs.hidden].filter(id => !ids.includes(id));
			const hidden = new Set(state.logs.hidden.has(chosen) ? others : [...others, ...ids]);
			return { ...state, logs: { ...state.logs, hidden } };
		});
	}
}
