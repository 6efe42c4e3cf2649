import { describe, expect, onTestFinished, test } from 'vitest';
import { openDashboard } from '../../helpers/dashboard.js';

const header = (screen: readonly string[]) => screen.find(row => row.includes('NAMES')) ?? '';

async function openMenu() {
	const dashboard = await openDashboard({ columns: 160 });
	onTestFinished(() => dashboard.close());
	await dashboard.untilText(/\d%/);
	await dashboard.press(':');
	await dashboard.type('columns');
	await dashboard.press('enter');
	expect(dashboard.text()).toContain('Columns of Containers');
	return dashboard;
}

describe('the menu of columns', () => {
	test('shows, hides and moves columns, and keeps them on Enter', async () => {
		const { press, screen, text, state } = await openMenu();
		expect(text()).toMatch(/\[x\] NAMES +name, always/);
		expect(text()).toMatch(/\[x\] IMAGE/);
		expect(text()).toMatch(/\[ \] STATUS/);
		await press('space', 'down', 'space', 'down', 'right');
		expect(text()).toMatch(/\[x\] NAMES/);
		expect(text()).toMatch(/\[ \] IMAGE/);
		await press('enter');
		expect(state().preferences.columns).toEqual({ containers: ['name', 'memory', 'cpu', 'ports'] });
		expect(header(screen())).toMatch(/NAMES +MEMORY +CPU +PORTS/);
	});

	test('shows a column of the zoomed list', async () => {
		const { press, screen, text, state } = await openMenu();
		const selected = () => {
			const modal = state().modals.at(-1);
			return modal?.kind === 'menu' ? modal.items[modal.index]?.id : undefined;
		};
		while (selected() !== 'status') {
			await press('down');
		}
		await press('space');
		expect(text()).toMatch(/\[x\] STATUS/);
		await press('enter');
		expect(header(screen())).toContain('STATUS');
	});

	test('leaves everything as it is on Esc, and goes back to the usual columns with u', async () => {
		const { press, state } = await openMenu();
		await press('down', 'space', 'escape');
		expect(state().preferences.columns).toEqual({});
		await press(':', 'c', 'o', 'l', 'u', 'm', 'n', 's', 'enter', 'down', 'space', 'enter');
		expect(state().preferences.columns.containers).not.toContain('image');
		await press(':', 'c', 'o', 'l', 'u', 'm', 'n', 's', 'enter', 'u', 'enter');
		expect(state().preferences.columns).toEqual({});
	});

	test('applies to the grouped list as well', async () => {
		const { press, screen } = await openMenu();
		await press('down', 'space', 'enter', '.');
		expect(header(screen())).toMatch(/NAMES +CPU +MEMORY/);
		expect(header(screen())).not.toContain('IMAGE');
	});
});
