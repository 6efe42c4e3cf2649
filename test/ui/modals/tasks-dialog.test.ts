import { describe, expect, test } from 'vitest';
import { emptyBuild, foldBuild } from '../../../source/domain/progress/build-fold.js';
import type { BuildEvent } from '../../../source/domain/progress/progress.js';
import { emptyTransfer, foldBytes } from '../../../source/domain/progress/progress-fold.js';
import type { State } from '../../../source/state/state.js';
import type { Task } from '../../../source/state/tasks/task.js';
import { doneBuild, donePush, failedBuild, modalText, runningBuild, withTasks } from './task-states.js';

const sizes = [
	[80, 24],
	[120, 40],
] as const;

describe('the list of tasks', () => {
	test.each([
		[40, 10],
		[80, 24],
		[200, 60],
	])('keeps its size at %sx%s for any output of the tasks', (columns, rows) => {
		const begun: Task = { ...runningBuild(), progress: { kind: 'none' } };
		const boxes = [begun, runningBuild(), failedBuild(), doneBuild()].map(task =>
			modalText(withTasks([donePush(), task]), columns, rows)
				.trimEnd()
				.split('\n'),
		);
		const sizes = boxes.map(lines => [lines.length, ...new Set(lines.map(line => line.length))]);
		expect(new Set(sizes.map(String)).size).toBe(1);
		expect(sizes[0]).toEqual([expect.any(Number), expect.any(Number)]);
		expect(sizes[0]![0]).toBeLessThanOrEqual(rows);
	});

	test('changes only the durations while the engine sends nothing', () => {
		const before = withTasks([donePush(), runningBuild()]);
		// The durations must not depend on the wall clock, which may be set meanwhile.
		const after = { ...before, monotonicNow: before.monotonicNow + 1000, now: before.now - 3_600_000 };
		const lines = (state: State) => modalText(state, 80, 24).split('\n');
		const moved = lines(after).filter((line, row) => line !== lines(before)[row]);
		expect(moved).toEqual([
			expect.stringMatching(/Build helloworld +21s /),
			expect.stringMatching(/4\/6 RUN pip install .* 9\.0s /),
		]);
	});

	test.each([
		[40, 10],
		[60, 20],
		[80, 24],
		[120, 40],
	])('shows as many keys as fit in its lower border at %sx%s, and always the one that closes it', (columns, rows) => {
		for (const task of [runningBuild(), failedBuild(), doneBuild(), donePush()]) {
			for (const output of [undefined, 'end'] as const) {
				const border = modalText(withTasks([task], output), columns, rows)
					.trimEnd()
					.split('\n')
					.at(-1);
				expect(border).toMatch(/└─+ (\S.* · )?Esc close ─+┘/);
			}
		}
	});

	test('shows the bytes of an export without a bar, because the total is unknown', () => {
		const transfer = foldBytes(emptyTransfer, 5_000_000, donePush().startedAt);
		const saved: Task = { ...donePush(), title: 'Save web.tar', progress: { kind: 'transfer', transfer } };
		const text = modalText(withTasks([saved]), 80, 24);
		expect(text).toMatch(/total +5MB/);
		expect(text).not.toMatch(/total +[━╾─]/);
		expect(modalText(withTasks([donePush()]), 80, 24)).toMatch(/total +━{3}/);
	});

	test('shows the running step of a build with more steps than rows', () => {
		const build = Array.from({ length: 60 }, (_, index) => index + 1).flatMap((number): BuildEvent[] => [
			{ kind: 'message', message: { stream: `Step ${number}/99 : RUN make part-${number}\n` } },
		]);
		const steps = build.reduce((all, event) => foldBuild(all, event, 0), emptyBuild);
		const task: Task = { ...runningBuild(), progress: { kind: 'build', steps } };
		const text = modalText(withTasks([task]), 80, 24);
		expect(text).toContain('→ 60/99 RUN make part-60');
		expect(text).not.toContain('50/99');
	});

	for (const [columns, rows] of sizes) {
		const size = `${columns}x${rows}`;
		test.each([
			['build-running', () => withTasks([donePush(), runningBuild()])],
			['build-failed', () => withTasks([donePush(), failedBuild()])],
			['build-done', () => withTasks([donePush(), doneBuild()])],
			['push-done', () => withTasks([donePush()])],
			['build-output', () => withTasks([donePush(), failedBuild()], 'end')],
		])(`shows %s at ${size}`, async (name, make) => {
			await expect(modalText(make(), columns, rows)).toMatchFileSnapshot(`../../frames/${name}-${size}.txt`);
		});
	}
});
