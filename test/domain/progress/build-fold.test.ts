import { describe, expect, test } from 'vitest';
import { currentStep, emptyBuild, endBuild, foldBuild } from '../../../source/domain/progress/build-fold.js';
import { appendOutput, emptyOutput, lastLines } from '../../../source/domain/progress/build-output.js';
import { stepName } from '../../../source/domain/progress/build-step-name.js';
import type { BuildEvent } from '../../../source/domain/progress/progress.js';

/** Folds events a second apart. */
const fold = (...events: BuildEvent[]) =>
	events.reduce((state, event, index) => foldBuild(state, event, index * 1000), emptyBuild);
const stream = (text: string): BuildEvent => ({ kind: 'message', message: { stream: text } });

describe('foldBuild', () => {
	const classic = [
		stream('Step 1/2 : FROM scratch'),
		stream('\n'),
		stream(' ---> Using cache\n'),
		stream(' ---> 98549966bf67\n'),
		stream('Step 2/2 : RUN make\n'),
		stream(' ---> Running in 0123\n'),
		stream('one\ntw'),
		stream('o\n'),
	];

	test('builds the steps from the messages of the classic builder', () => {
		const running = fold(...classic);
		expect(running.count).toBe(2);
		expect(running.steps).toMatchObject([
			{ number: 1, name: 'FROM scratch', status: 'cached', startedAt: 0, completedAt: 2000 },
			{ number: 2, name: 'RUN make', status: 'running', startedAt: 4000 },
		]);
		expect(running.steps[1]?.output.lines).toEqual([' ---> Running in 0123', 'one', 'two']);
		const image: BuildEvent = { kind: 'message', message: { aux: { ID: 'sha256:ab' } } };
		const done = fold(...classic, image, stream('Successfully built ab\n'));
		expect(done).toMatchObject({
			imageId: 'sha256:ab',
			output: { lines: [' ---> 98549966bf67', 'Successfully built ab'] },
		});
		expect(done.steps.map(step => step.status)).toEqual(['cached', 'done']);
	});

	test('ends the running step when the build ends', () => {
		const failed = endBuild(fold(...classic), true, 9000);
		expect(failed.steps.map(step => [step.status, step.completedAt])).toEqual([
			['cached', 2000],
			['failed', 9000],
		]);
		expect(currentStep(failed)?.name).toBe('RUN make');
		expect(endBuild(fold(...classic), false, 9000).steps.at(-1)?.status).toBe('done');
	});

	test('builds the steps from the trace of BuildKit', () => {
		const vertex = { digest: 'd1', inputs: [], name: '[1/2] RUN make', cached: false };
		const state = fold(
			{ kind: 'vertex', vertex },
			{ kind: 'vertex', vertex: { ...vertex, digest: 'd2', name: 'load context', cached: true, completedAt: 5 } },
			{ kind: 'vertex', vertex: { ...vertex, startedAt: 100 } },
			{ kind: 'log', vertex: 'd1', text: 'hel' },
			{ kind: 'log', vertex: 'd1', text: 'lo\n' },
			{ kind: 'status', vertex: 'd1', id: 'sending', current: 5, total: 10 },
			{ kind: 'log', vertex: 'unknown', text: 'x' },
		);
		expect(state.steps).toMatchObject([
			{
				number: 1,
				status: 'running',
				startedAt: 100,
				output: { lines: ['hello'] },
				transfer: { current: 5, total: 10 },
			},
			{ number: 2, status: 'cached' },
		]);
		const done = foldBuild(state, { kind: 'vertex', vertex: { ...vertex, completedAt: 300 } }, 0);
		expect(done.steps[0]).toMatchObject({
			status: 'done',
			startedAt: 100,
			completedAt: 300,
			output: { lines: ['hello'] },
		});
		const failed = foldBuild(
			state,
			{ kind: 'vertex', vertex: { ...vertex, completedAt: 300, error: 'exit code: 1' } },
			0,
		);
		expect(currentStep(failed)).toMatchObject({ status: 'failed', error: 'exit code: 1' });
	});

	test('returns the failed step as current, not a cancelled or a running one', () => {
		const vertex = { inputs: [], cached: false, startedAt: 100 };
		const state = fold(
			{ kind: 'vertex', vertex: { ...vertex, digest: 'd1', name: '[a 1/1] RUN slow', error: 'context canceled' } },
			{ kind: 'vertex', vertex: { ...vertex, digest: 'd2', name: '[b 1/1] RUN false', error: 'exit code: 1' } },
			{ kind: 'vertex', vertex: { ...vertex, digest: 'd3', name: '[c 1/1] RUN slow' } },
		);
		const failed = endBuild(state, true, 9000);
		expect(currentStep(failed)?.key).toBe('d2');
		expect(failed.steps[2]?.status).toBe('running');
	});

	test('records by our own clock when a step was first reported as running', () => {
		const vertex = { digest: 'd1', inputs: [], name: 'x', cached: false };
		const events: BuildEvent[] = [
			{ kind: 'vertex', vertex },
			{ kind: 'vertex', vertex: { ...vertex, startedAt: 777_000 } },
			{ kind: 'vertex', vertex: { ...vertex, startedAt: 777_000 } },
		];
		expect(fold(...events.slice(0, 1)).steps[0]?.seenAt).toBeUndefined();
		expect(fold(...events).steps[0]).toMatchObject({ startedAt: 777_000, seenAt: 1000 });
	});

	test('records how much of the build context was sent', () => {
		expect(fold({ kind: 'upload', sent: 5, done: false }, { kind: 'upload', sent: 9, done: true }).upload).toEqual({
			sent: 9,
			done: true,
		});
	});
});

describe('stepName', () => {
	const named = (name: string) => ({ key: 'k', number: 3, name, status: 'running' as const, output: emptyOutput });

	test('takes the number of a step from its name, or from the count', () => {
		expect(stepName(named('RUN make'), 4)).toEqual({ place: '3/4', name: 'RUN make' });
		expect(stepName(named('[2/4] RUN make'))).toEqual({ place: '2/4', name: 'RUN make' });
		expect(stepName(named('[ 2/12] RUN [1/2] x'))).toEqual({ place: '2/12', name: 'RUN [1/2] x' });
		expect(stepName(named('[linux/amd64 build  2/12] RUN make'))).toEqual({
			place: '2/12',
			name: 'linux/amd64 build: RUN make',
		});
		const internal = '[internal] load build definition from Dockerfile';
		expect(stepName(named(internal))).toEqual({ place: '', name: internal });
	});
});

describe('appendOutput', () => {
	test('limits the lines and their length', () => {
		let output = emptyOutput;
		for (let index = 0; index < 500; index++) {
			output = appendOutput(output, `line ${index}\n`);
		}
		expect([output.lines.length, output.lines.at(-1)]).toEqual([200, 'line 499']);
		for (let index = 0; index < 100; index++) {
			output = appendOutput(output, 'x'.repeat(1000));
		}
		expect(output.partial.length).toBe(4096);
	});

	test('keeps lines from which lastLines leaves out empty ones at the end', () => {
		expect(lastLines(appendOutput(emptyOutput, 'a\nb\nc\n\n \n'), 2)).toEqual(['b', 'c']);
		expect(lastLines(appendOutput(emptyOutput, 'a\nb'), 5)).toEqual(['a', 'b']);
	});
});
