import { expect, test } from 'vitest';
import type { MenuModal } from '../../../source/state/modals/modal.js';
import { MenuDialog } from '../../../source/ui/modals/menu-dialog.js';
import { dialogRows } from '../../helpers/screen/rendered.js';

const failure =
	'manifest for registry.example.com:5000/team/helloworld:v1 not found: manifest unknown: manifest is not known to the registry';
const menu: MenuModal = {
	kind: 'menu',
	id: 1,
	title: 'Pull registry.example.com:5000/team/helloworld:v1: failed',
	about: failure,
	items: ['Try again', 'Edit and try again…', 'Log in to registry.example.com…'].map((label, index) => ({
		id: label,
		label,
		key: 'rel'[index],
	})),
	index: 0,
};

test.each([
	[120, 40],
	[80, 24],
])('shows the whole subject of a menu at %dx%d', (columns, rows) => {
	const size = { columns, rows };
	const text = dialogRows(<MenuDialog modal={menu} size={size} />, { size });
	expect(
		text
			.map(row => row.replace(/^\S\s?|\s*\S$/g, ''))
			.join(' ')
			.replace(/\s+/g, ' '),
	).toContain(failure);
	for (const { label } of menu.items) {
		expect(text.join('\n')).toContain(label);
	}
});

test('shows all items of a menu with a long subject in the smallest window', () => {
	const size = { columns: 40, rows: 10 };
	const text = dialogRows(<MenuDialog modal={{ ...menu, index: 2 }} size={size} />, { size });
	expect(text.length).toBeLessThanOrEqual(10);
	for (const { label } of menu.items) {
		expect(text.join('\n')).toContain(label.slice(0, 20));
	}
});
