import { expect, test } from 'vitest';
import { createDemoEngine } from '../../../../source/engine/demo/demo-engine.js';
import { openDashboard } from '../../../helpers/dashboard.js';
import { modalText } from '../../../ui/modals/task-states.js';

test.each([
	[80, 24],
	[120, 40],
])('shows the form of a build at %sx%s', async (columns, rows) => {
	const app = await openDashboard({
		engine: createDemoEngine({ latency: 0 }),
		columns,
		rows,
		files: {
			cwd: '/home/ada/helloworld',
			resolve: path => path,
			stat: async path => (path.includes('.dev') ? undefined : /Dockerfile$/.test(path) ? 'file' : 'folder'),
		},
	});
	await app.press('2', 'b', 'down');
	await app.type('docker/Dockerfile.dev');
	await app.press('down', 'down');
	await app.type('registry.example.com:5000/HelloWorld:v1');
	await app.press('down', 'down');
	await app.type('PYTHON=3.13');
	await app.untilText('not found');
	await expect(modalText(app.state(), columns, rows)).toMatchFileSnapshot(
		`../../../frames/build-form-${columns}x${rows}.txt`,
	);
	app.close();
});
