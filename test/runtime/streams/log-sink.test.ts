import { expect, test } from 'vitest';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import { createAppStore } from '../../../source/runtime/store.js';
import { MergedLogs } from '../../../source/runtime/streams/logs/log-sink.js';
import { emptyLogView } from '../../../source/state/logs/log-view.js';
import { fleet } from '../../helpers/state/fleet.js';
import { fakeClock } from '../fake-clock.js';

const line = (second: number): LogLine => ({
	stream: 'stdout',
	time: `2026-05-17T03:00:0${second}.000000000Z`,
	text: `line ${second}`,
});

test('a log that is read again at once knows the lines that are still held back', async () => {
	const { clock, pass } = fakeClock();
	const store = createAppStore({ ...fleet(), logs: { ...emptyLogView, container: 'all' } });
	const merged = new MergedLogs({ store, clock });
	// A container that is created has ended its log; it is read again as soon as the container runs.
	const first = merged.sink('all', 'tail', 'web', 1000);
	first.add([line(1), line(2)]);
	first.flush();
	first.stop();
	const again = merged.sink('all', 'tail', 'web', 1000);
	const texts = () => [again.lines().at(0)?.text, again.lines().at(-1)?.text, again.lines().length];
	expect(texts()).toEqual(['line 1', 'line 2', 2]);
	again.flush();
	again.stop();
	await pass(1000);
	expect(texts()).toEqual(['line 1', 'line 2', 2]);
	expect(store.getState().logs.lines).toHaveLength(2);
});

test('lines that are held back are not shown in another part of the log', async () => {
	const { clock, pass } = fakeClock();
	const store = createAppStore({ ...fleet(), logs: { ...emptyLogView, container: 'all' } });
	const merged = new MergedLogs({ store, clock });
	const before = merged.sink('all', 'tail', 'web', 1000);
	before.add([line(1)]);
	before.flush();
	before.stop();
	store.update(state => ({ ...state, logs: { ...emptyLogView, container: 'all', window: 'head' } }));
	const after = merged.sink('all', 'head', 'web', 1000);
	expect(after.lines()).toHaveLength(0);
	after.add([line(2)]);
	after.flush();
	after.stop();
	await pass(1000);
	expect([...store.getState().logs.lines].map(({ text }) => text)).toEqual(['line 2']);
});
