import { describe, expect, it } from 'vitest';
import { doneBuild, donePush, failedBuild, modalText, runningBuild, withTasks } from './task-states.js';

const sizes = [
	[80, 24],
	[120, 40],
] as const;

describe('the list of tasks', () => {
	for (const [columns, rows] of sizes) {
		const size = `${columns}x${rows}`;
		it.each([
			['build-running', () => withTasks([donePush(), runningBuild()])],
			['build-failed', () => withTasks([donePush(), failedBuild()])],
			['build-done', () => withTasks([donePush(), doneBuild()])],
			['push-done', () => withTasks([donePush()])],
			['build-output', () => withTasks([donePush(), failedBuild()], 'end')],
		])(`shows %s at ${size}`, async (name, make) => {
			await expect(modalText(make(), columns, rows)).toMatchFileSnapshot(`../../../frames/${name}-${size}.txt`);
		});
	}
});
