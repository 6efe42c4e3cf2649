import { describe, expect, test } from 'vitest';
import { emptyBuild } from '../../../source/domain/progress/build-fold.js';
import { createProgressReports } from '../../../source/runtime/tasks/progress-reports.js';
import type { TaskProgress } from '../../../source/state/tasks/task.js';
import { fakeClock } from '../fake-clock.js';

const progress = (imageId: string): TaskProgress => ({ kind: 'build', steps: { ...emptyBuild, imageId } });

function reports() {
	const time = fakeClock();
	const sent: TaskProgress[] = [];
	return { time, sent, ...createProgressReports(time.clock, each => sent.push(each)) };
}

describe('progress reports', () => {
	test('send the latest one of each interval', async () => {
		const { time, sent, report } = reports();
		for (let count = 0; count < 30; count++) {
			report(progress(`${count}`));
			await time.pass(10);
		}
		expect(sent).toEqual(['9', '19', '29'].map(progress));
	});

	test('send nothing while there is no report', async () => {
		const { time, sent, flush } = reports();
		await time.pass(1000);
		flush();
		expect(sent).toEqual([]);
	});

	test('send the last one at once when they are flushed, and not again', async () => {
		const { time, sent, report, flush } = reports();
		report(progress('last'));
		flush();
		expect([sent, time.timers]).toEqual([[progress('last')], 0]);
		await time.pass(1000);
		expect(sent).toHaveLength(1);
	});
});
