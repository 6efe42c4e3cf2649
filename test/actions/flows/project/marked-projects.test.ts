import { expect, test } from 'vitest';
import { withPane } from '../../../../source/state/lists/selection.js';
import { openProject } from './project-app.js';

/** Marks both projects of the demo. */
async function markAll() {
	const { dashboard } = await openProject();
	dashboard.runtime.store.update(state => withPane(state, 'containers', { sort: 'name' }));
	await dashboard.press('.', '_', 'g', 'space', 'space');
	return dashboard;
}

test.each([
	['d', 'down'],
	['D', 'down --volumes'],
])('the question after %s shows the command of each marked project', async (key, verb) => {
	const dashboard = await markAll();
	await dashboard.press(key);
	expect(dashboard.text()).toContain(`$ docker compose -p edge ${verb}`);
	expect(dashboard.text()).toContain(`$ docker compose -p shop ${verb}`);
});
