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

/** The sources by the names that they have in the log. */
function namedSources({ sources }: LogView): readonly { readonly source: LogSource; readonly name: string }[] {
	const names = shortNames(sources);
	return sources
		.map(source => ({ source, name: names.get(source.id) ?? source.id }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}

const all = 'all';
const none = 'none';

/** The ids of the hidden sources after a choice in the menu: that of a source shows or hides it. */
function hiddenAfter({ sources, hidden }: LogView, chosen: string): ReadonlySet<string> {
	if (chosen === all || chosen === none) {
		return new Set(chosen === all ? [] : sources.flatMap(idsOf));
	}
	const source = sources.find(({ id }) => id === chosen);
	const ids = source === undefined ? [chosen] : idsOf(source);
	const others = [...hidden].filter(id => !ids.includes(id));
	return new Set(hidden.has(chosen) ? others : [...others, ...ids]);
}

/** Hides or shows the lines of sources, one after the other until the user closes the menu. */
export async function chooseSources(context: ActionContext): Promise<void> {
	for (let index = 0; ; ) {
		const { logs } = context.getState();
		const counts = countsOf(logs);
		const items = [
			...namedSources(logs).map(({ source, name }) => ({
				id: source.id,
				label: name,
				checked: !logs.hidden.has(source.id),
				hint: stateOf(source, logs, counts),
			})),
			{ id: all, label: 'Show all', key: 'a' },
			{ id: none, label: 'Hide all', key: 'n' },
		];
		const chosen = await context.ask.menu({ title: 'Show or hide the lines of', items, index });
		if (chosen === undefined) {
			return;
		}
		index = items.findIndex(({ id }) => id === chosen);
		context.update(state => ({ ...state, logs: { ...state.logs, hidden: hiddenAfter(state.logs, chosen) } }));
	}
}
