import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionTable } from '../../source/actions/table/table.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../source/engine/demo/world/clock.js';
import type { Engine } from '../../source/engine/engine.js';
import { withPane } from '../../source/state/lists/selection.js';
import { selectedItem } from '../../source/state/selectors.js';
import { clockOf } from '../fuzz/keys/fuzz-app.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

const { signal } = new AbortController();

describe('an action after its row has disappeared', () => {
	let time: ReturnType<typeof manualClock>;
	let engine: Engine;
	let app: Dashboard;
	beforeEach(async () => {
		time = manualClock();
		engine = createDemoEngine({ clock: time, latency: 0 });
		const opening = openDashboard({ engine, clock: clockOf(time), preferences: { confirm: 'none' } });
		await time.advance(500);
		app = await opening;
	});
	afterEach(() => app.close());

	const selected = () => selectedItem(app.state(), app.state().pane === 'networks' ? 'networks' : 'containers');
	const idOf = (name: string) => app.state().lists.containers.items.find(row => row.name === name)?.id ?? '';
	/** Selects a row by its name. */
	async function go(name: string) {
		app.runtime.key('g');
		for (let row = 0; selected()?.name !== name && row < 30; row++) {
			app.runtime.key('j');
		}
		expect(selected()?.name).toBe(name);
	}
	/** Another user removes a container. */
	async function vanish(name: string) {
		const id = idOf(name);
		const done = engine.containers.remove(id, { force: true, volumes: false }, { signal });
		await time.advance(200);
		await done;
		expect(app.state().lists.containers.byKey.has(id)).toBe(false);
	}
	const press = async (...keys: string[]) => {
		for (const key of keys) {
			app.runtime.key(key);
			await time.advance(1);
		}
	};
	const lines = () => app.state().commands.map(({ command }) => command.join(' '));

	test.each(['s', 'r', 'p', 'D', 'K', 'R', 'u', 'e', 'a'])(
		'asks first when %s comes within a second, and Enter means no',
		async key => {
			// In the order of names, its neighbour runs as well.
			app.runtime.store.update(state => withPane(state, 'containers', { sort: 'name' }));
			app.runtime.key('g');
			await go('pod-anchor');
			const first = selected()?.name ?? '';
			await vanish(first);
			const neighbour = selected()?.name;
			await press(key);
			expect(app.state().modals).toMatchObject([{ kind: 'confirm', accept: false }]);
			expect(app.text()).toContain(`${first} disappeared a moment ago: ${neighbour} is selected now.`);
			await press('enter');
			expect(app.state().modals).toEqual([]);
			expect(lines()).toEqual([]);
		},
	);

	test.each(['s', 'r', 'p'])('asks first when %s comes within a second after a project has disappeared', async key => {
		app.runtime.store.update(state => withPane(state, 'containers', { sort: 'name' }));
		await press('.', 'g');
		expect(selectedItem(app.state(), 'compose')?.name).toBe('edge');
		await vanish('proxy');
		expect(selectedItem(app.state(), 'compose')?.name).toBe('shop');
		await press(key);
		expect(app.text()).toContain('edge disappeared a moment ago: shop is selected now.');
		await press('escape');
		await time.advance(1000);
		await press(key);
		expect(app.text()).not.toContain('edge disappeared');
	});

	test('of a project clears the marks that it has acted on', async () => {
		app.runtime.store.update(state => withPane(state, 'containers', { sort: 'name' }));
		await press('.', 'g', 'space');
		expect(app.state().panes.containers.marks.size).toBe(1);
		await press('r');
		await time.advance(5000);
		expect(lines()).toEqual(['docker compose -p edge restart']);
		expect(app.state().panes.containers.marks.size).toBe(0);
	});

	test('runs after y, on the row that the question names', async () => {
		await go('db');
		await vanish('db');
		const neighbour = selected()?.name;
		await press('r', 'y');
		expect(lines()).toEqual([`docker restart ${neighbour}`]);
		await press('r');
		expect(lines()).toHaveLength(2);
	});

	test('runs at once a second later, or after the user has moved the selection', async () => {
		await go('db');
		await vanish('db');
		await time.advance(1000);
		await press('r');
		expect(lines()).toHaveLength(1);
		await go('web');
		await vanish('web');
		await press('j', 'r');
		expect(lines()).toHaveLength(2);
	});

	test('runs at once after the user has filtered the list', async () => {
		await go('db');
		await vanish('db');
		await press('/', ...'pod-anchor', 'enter');
		expect(selected()?.name).toBe('pod-anchor');
		await press('r');
		expect(app.state().modals).toEqual([]);
		expect(lines()).toEqual(['docker restart pod-anchor']);
	});

	test('asks first when a marked row has disappeared, and names those that are left', async () => {
		await go('db');
		await press('space');
		await go('web');
		await press('space');
		await vanish('db');
		await press('r');
		expect(app.text()).toContain('db disappeared a moment ago: the marks are now on web.');
		await press('y');
		expect(lines()).toEqual(['docker restart web']);
	});

	test('does not ask for what changes nothing, or does not act on the row', async () => {
		await go('db');
		await vanish('db');
		await press('l');
		expect(app.state()).toMatchObject({ focus: 'detail', modals: [] });
		await press('escape', '2', 'p');
		expect(app.text()).toContain('Pull an image');
	});

	test('does not run from a menu that was opened for a row that is gone', async () => {
		await go('db');
		await press('enter');
		await vanish('db');
		expect(app.state().modals).toMatchObject([{ kind: 'menu' }]);
		await press('s');
		expect(lines()).toEqual([]);
		expect(app.text()).toContain('db disappeared while the menu was open');
	});

	test('asks first in the other panes, too', async () => {
		await press('4');
		const user = new AbortController();
		const { id } = await engine.networks.create({ name: 'aa-short' }, { signal: user.signal });
		await time.advance(500);
		await go('aa-short');
		const done = engine.networks.remove(id, { signal });
		await time.advance(200);
		await done;
		expect(selected()?.name).not.toBe('aa-short');
		const asked = actionTable.find(action => action.id === 'network.connect');
		await press(asked?.keys[0] ?? '');
		expect(app.text()).toContain('aa-short disappeared a moment ago');
	});
});

describe('the marks', () => {
	let app: Dashboard;
	afterEach(() => app.close());
	const marked = () => app.state().panes.containers.marks.size;

	test.each(['s', 'r', 'p'])('are cleared at once when %s has acted on them', async key => {
		app = await openDashboard();
		await app.press('g', 'space', 'space', key);
		expect(app.state().commands).toHaveLength(1);
		expect(marked()).toBe(0);
	});

	test('are cleared after a form, a menu or a question has acted on them, and stay when the user leaves it', async () => {
		app = await openDashboard();
		await app.press('g', 'space');
		for (const key of ['R', 'u', 'K', 'D', 'c']) {
			await app.press(key);
			await app.until(state => state.modals.length > 0);
			await app.press('escape');
			expect(marked(), key).toBe(1);
		}
		await app.press('R');
		await app.type('x');
		await app.press('enter');
		await app.until(state => state.modals.length === 0);
		expect(marked()).toBe(0);
		await app.press('space', 'K');
		await app.type('HUP');
		await app.press('enter');
		await app.until(state => state.commands.length === 2);
		expect(marked()).toBe(0);
	});

	test('stay when an action only looks, or is refused', async () => {
		app = await openDashboard({ readOnly: true });
		await app.press('g', 'space', 'space', 's', 'l', 'escape', 'y', 'escape');
		expect(marked()).toBe(2);
	});
});
