import { columnNames, usualColumnNames } from '../../panes/chosen-columns.js';
import type { NounId } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import type { MenuItem, MenuModal } from '../../state/modals/modal.js';
import type { State } from '../../state/state.js';
import type { ActionContext } from '../action.js';

const about = 'Space shows or hides a column. ← and → move it. u brings the usual columns back. Enter keeps them.';

/** Asks for the columns of a list and their order. The name always stays. */
export async function chooseColumns(context: ActionContext, noun: NounId): Promise<void> {
	const { columns } = panes[noun];
	const shown = context.getState().preferences.columns[noun] ?? usualColumnNames(columns);
	await context.ask.menu({
		title: `Columns of ${panes[noun].title}`,
		about,
		items: itemsOf(noun, shown),
		edit: (menu, key) => edited(noun, menu, key),
		choose: (state, _, menu) => withColumns(state, noun, menu),
	});
}

function itemsOf(noun: NounId, shown: readonly string[]): readonly MenuItem[] {
	const { columns } = panes[noun];
	const [first = '', ...others] = columnNames(columns);
	const order = [first, ...shown.filter(name => name !== first), ...others.filter(name => !shown.includes(name))];
	return order.map(name => ({
		id: name,
		label: columns.find(({ id }) => id === name)?.header ?? name,
		checked: name === first || shown.includes(name),
		// The name in the config file.
		hint: name === first ? `${name}, always` : name,
	}));
}

/** Applies a key of this menu. The first item, the name, keeps its place. */
function edited(noun: NounId, menu: MenuModal, key: string): MenuModal | undefined {
	const { items, index } = menu;
	switch (key) {
		case 'space':
			return index === 0
				? menu
				: { ...menu, items: items.map((item, at) => (at === index ? { ...item, checked: !item.checked } : item)) };
		case 'left':
			return moved(menu, -1);
		case 'right':
			return moved(menu, 1);
		case 'u':
			return { ...menu, items: itemsOf(noun, usualColumnNames(panes[noun].columns)) };
	}
	return undefined;
}

function moved(menu: MenuModal, by: 1 | -1): MenuModal {
	const { items, index } = menu;
	const [item, other] = [items[index], items[index + by]];
	if (index === 0 || index + by === 0 || item === undefined || other === undefined) {
		return menu;
	}
	return { ...menu, items: items.with(index, other).with(index + by, item), index: index + by };
}

function withColumns(state: State, noun: NounId, { items }: MenuModal): State {
	const chosen = items.filter(({ checked }) => checked).map(({ id }) => id);
	const isUsual = chosen.join() === usualColumnNames(panes[noun].columns).join();
	const { [noun]: _, ...others } = state.preferences.columns;
	const columns = isUsual ? others : { ...others, [noun]: chosen };
	return { ...state, preferences: { ...state.preferences, columns } };
}
