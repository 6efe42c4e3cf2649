import { describe, expect, test } from 'vitest';
import { createAppStore } from '../../../source/runtime/store.js';
import { createPollingInterval, quietMachine } from '../../../source/runtime/streams/polling-interval.js';
import { ReadingBatch } from '../../../source/runtime/streams/reading-batch.js';
import { container, reading } from '../../helpers/state/builders.js';
import { state } from '../../helpers/state/state.js';
import { fakeClock } from '../fake-clock.js';

const web = container('web');
const api = container('api');

/** A batch on a clock, with two containers; `cpu` returns the readings in the state of one. */
function readings() {
	const time = fakeClock();
	const store = createAppStore(state({ containers: [web, api] }));
	let updates = 0;
	store.subscribe(() => updates++);
	const polling = createPollingInterval({ store, clock: time.clock, machine: quietMachine });
	const batch = new ReadingBatch({ store, clock: time.clock, polling });
	const cpu = (id: string) =>
		store
			.getState()
			.stats.get(id)
			?.readings.map(({ cpuPercent }) => cpuPercent);
	return { time, store, polling, batch, cpu, updates: () => updates };
}

describe('readings', () => {
	test('of rows without one reach the state soon, and together', async () => {
		const { time, batch, cpu, updates } = readings();
		batch.add(web.id, reading({ cpuPercent: 1 }));
		await time.pass(30);
		batch.add(api.id, reading({ cpuPercent: 2 }));
		await time.pass(30);
		expect([cpu(web.id), cpu(api.id), updates()]).toEqual([[1], [2], 1]);
	});

	test('reach the state at the user’s interval from then on, the latest of each container', async () => {
		const { time, batch, cpu, updates } = readings();
		batch.add(web.id, reading({ cpuPercent: 1 }));
		await time.pass(60);
		for (let percent = 2; percent <= 5; percent++) {
			batch.add(web.id, reading({ at: time.clock.now(), cpuPercent: percent }));
			await time.pass(200);
		}
		expect([cpu(web.id), updates()]).toEqual([[1], 1]);
		await time.pass(200);
		expect([cpu(web.id), updates()]).toEqual([[1, 5], 2]);
	});

	test('wait while a key is answered, but not for ever', async () => {
		const { time, batch, cpu, polling } = readings();
		batch.add(web.id, reading({ cpuPercent: 1 }));
		for (let key = 0; key < 10; key++) {
			polling.keyPressed();
			await time.pass(100);
		}
		expect(cpu(web.id)).toBeUndefined();
		for (let key = 0; key < 2; key++) {
			polling.keyPressed();
			await time.pass(100);
		}
		expect(cpu(web.id)).toEqual([1]);
	});

	test('without a CPU do not replace a known one', async () => {
		const { time, batch, cpu } = readings();
		batch.add(web.id, reading({ cpuPercent: 1 }));
		await time.pass(60);
		batch.add(web.id, reading({ cpuPercent: undefined }));
		await time.pass(5000);
		expect(cpu(web.id)).toEqual([1]);
	});

	test('of a container off screen are dropped with the first update after their time, unless it is back', async () => {
		const { time, batch, cpu } = readings();
		const drop = async () => {
			batch.dropAfter(web.id, 30_000);
			await time.pass(20_000);
			batch.add(api.id, reading({ cpuPercent: 2 }));
			await time.pass(1000);
			expect(cpu(web.id)).toEqual([1]);
		};
		batch.add(web.id, reading({ cpuPercent: 1 }));
		await time.pass(60);
		await drop();
		batch.keep(web.id);
		await time.pass(20_000);
		batch.add(api.id, reading({ cpuPercent: 3 }));
		await time.pass(1000);
		await drop();
		await time.pass(20_000);
		batch.add(api.id, reading({ cpuPercent: 4 }));
		await time.pass(1000);
		expect(cpu(web.id)).toBeUndefined();
	});

	test('of a container that is in no list are not kept', async () => {
		const { time, batch, cpu } = readings();
		batch.add('gone', reading({ cpuPercent: 1 }));
		await time.pass(60);
		expect(cpu('gone')).toBeUndefined();
	});

	test('of a sum are the latest of each container, and are dropped in their time', async () => {
		const { time, batch, cpu } = readings();
		for (const cpuPercent of [1, 2, 3]) {
			batch.add(web.id, reading({ at: time.clock.now(), cpuPercent }), 1);
			batch.dropLatestAfter(web.id, 60_000);
			await time.pass(20_000);
			expect(cpu(web.id)).toEqual([cpuPercent]);
		}
		await time.pass(41_000);
		batch.add(api.id, reading({ cpuPercent: 4 }));
		await time.pass(1000);
		expect(cpu(web.id)).toBeUndefined();
	});

	test('of a stream are held for a while after its end, so that a row that comes back has them', async () => {
		const { time, batch } = readings();
		expect(batch.holdsHistory(web.id, 60_000)).toBe(false);
		batch.add(web.id, reading({ cpuPercent: 1 }));
		batch.dropAfter(web.id, 30_000);
		await time.pass(29_000);
		expect(batch.holdsHistory(web.id, 60_000)).toBe(true);
		await time.pass(2000);
		expect(batch.holdsHistory(web.id, 60_000)).toBe(false);
		batch.dropLatestAfter(web.id, 60_000);
		expect(batch.holdsHistory(web.id, 60_000)).toBe(false);
	});
});
