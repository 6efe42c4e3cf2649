import { removeFilter, removeFinds, removeHighlight } from '../../../state/logs/find/log-filters.js';
import type { ActionContext } from '../../action.js';

/** `F`: removes filters and highlights, one after the other until the user closes the menu or none is left. */
export async function chooseFinds(context: ActionContext): Promise<void> {
	for (;;) {
		const { filters, highlights } = context.getState().logs;
		const items = [
			...filters.map((query, at) => ({ id: `filter ${at}`, label: query.text, hint: 'filter' })),
			...highlights.map((query, at) => ({ id: `highlight ${at}`, label: query.text, hint: 'highlight' })),
		];
		if (items.length === 0) {
			return;
		}
		const all = { id: 'all', label: 'All of them', hint: undefined };
		const chosen = await context.ask.menu({ title: 'Remove', items: items.length > 1 ? [...items, all] : items });
		if (chosen === undefined) {
			return;
		}
		const [kind, at] = chosen.split(' ');
		context.update(state => {
			if (kind === 'all') {
				return removeFinds(state);
			}
			return kind === 'filter'
				? removeFilter(state, filters[Number(at)])
				: removeHighlight(state, highlights[Number(at)]);
		});
	}
}
