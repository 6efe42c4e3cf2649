import { afterEach, describe, expect, test } from 'vitest';
import { atRest, inAStorm, inProjects } from './at-rest.js';
import { counted, type Spent } from './counted.js';

/*
 * The tests count instead of measuring time, because counts are the same on every machine. The bounds are a little above
 * the measured values; a change that needs more must give its reason. docs/performance.md has the costs in time.
 */

const open: { close(): void }[] = [];
afterEach(() => {
	for (const dashboard of open.splice(0)) {
		dashboard.close();
	}
});

async function dashboard(options: Parameters<typeof counted>[0]) {
	const made = await counted(options);
	open.push(made);
	return made;
}

/** Opens the tab Logs for all containers: a container with an empty log shows its Overview until then. */
async function withLogs(options: Parameters<typeof counted>[0]) {
	const made = await dashboard(options);
	await made.spend(1000, () => made.key('l'));
	await made.spend(1000, () => made.key('escape'));
	return made;
}

/** Each minute has two checks for missed events, each with a ping, and one check for new lines of the silent log. */
const checksPerMinute = ['containers.logs', 'system.events', 'system.events'];

/** Returns all calls but the heartbeat's, which detects a hanging engine. */
const callsWithoutPings = ({ calls }: Spent) => calls.filter(name => name !== 'system.ping');
const pings = ({ calls }: Spent) => calls.filter(name => name === 'system.ping').length;

describe('a hundred idle containers', () => {
	test('cause few frames, bytes and calls in a minute', async () => {
		const { spend } = await withLogs({ containers: 100, instead: atRest });
		const minute = await spend(60_000);
		expect(minute.frames).toBeLessThanOrEqual(2);
		expect(minute.bytes).toBeLessThanOrEqual(70);
		// Each second has one update for its samples; the clock adds a few.
		expect(minute.updates).toBeLessThanOrEqual(65);
		expect(callsWithoutPings(minute)).toEqual(checksPerMinute);
		expect(pings(minute)).toBeLessThanOrEqual(18);
	});

	test('cause one frame of a few bytes a second while an Overview shows the time of the last health check', async () => {
		const { spend, active } = await dashboard({ containers: 100, instead: atRest });
		expect(active().filter(key => !key.startsWith('stats:'))).toEqual([
			expect.stringMatching(/^logs:/),
			expect.stringMatching(/^probes:/),
		]);
		const minute = await spend(60_000);
		expect(minute.frames).toBeLessThanOrEqual(75);
		expect(minute.bytes / minute.frames).toBeLessThanOrEqual(45);
		// Each second has one update for its samples; each of the 30 reads of the last health check adds two.
		expect(minute.updates).toBeLessThanOrEqual(125);
		expect(callsWithoutPings(minute).filter(name => name !== 'containers.inspect')).toEqual(checksPerMinute);
		expect(callsWithoutPings(minute).length - checksPerMinute.length).toBeLessThanOrEqual(30);
	});

	test('cost one frame and few bytes for each key that moves the selection', async () => {
		const { spend, key } = await withLogs({ containers: 100, instead: atRest });
		const bytes: number[] = [];
		for (let count = 0; count < 10; count++) {
			const press = await spend(0, () => key('j'));
			expect(press.frames).toBe(1);
			expect(press.updates).toBeLessThanOrEqual(2);
			bytes.push(press.bytes);
		}
		// Between two running containers, and to one with other keys, or the first one after a rest.
		expect(Math.min(...bytes)).toBeLessThanOrEqual(210);
		expect(Math.max(...bytes)).toBeLessThanOrEqual(340);
		const rest = await spend(5000);
		expect(rest.frames).toBeLessThanOrEqual(2);
		expect(rest.bytes).toBeLessThanOrEqual(70);
		// The selection moved over ten containers; only the last one's log is opened.
		expect(callsWithoutPings(rest)).toEqual(['containers.logs']);
	});

	test('keep the Overview open while the selection moves over silent logs', async () => {
		const { spend, key } = await dashboard({ containers: 100, instead: atRest });
		for (let count = 0; count < 10; count++) {
			const press = await spend(0, () => key('j'));
			// The details of its image may come a moment later.
			expect(press.frames).toBeLessThanOrEqual(2);
			expect(press.bytes).toBeLessThanOrEqual(1800);
			// The log is read meanwhile; as it stays empty, only the time of a health check may change.
			expect((await spend(900)).bytes).toBeLessThanOrEqual(80);
		}
	});

	test('have one stream for each visible row, and none after the end', async () => {
		const { active, timers, key, spend, settle, close } = await withLogs({ containers: 100, instead: atRest });
		const count = (kind: string) => active().filter(key => key.startsWith(kind)).length;
		const held = () => ({ stats: count('stats:'), logs: count('logs:'), all: active().length });
		const first = held();
		expect(first).toEqual({ stats: first.stats, logs: 1, all: first.stats + 1 });
		expect(first.stats).toBeLessThanOrEqual(30);
		// There is a timer for each stream, the heartbeat, the clock and the batch of statistics, and one for each stall
		// check: of the events, all statistics and the log.
		const before = timers();
		expect(before).toBeLessThanOrEqual(first.stats + 7);
		for (let round = 0; round < 5; round++) {
			for (const name of ['G', 'm', 'escape', 'g', 'l', 'escape', '2', '1']) {
				await spend(1000, () => key(name));
			}
			await spend(2000);
			expect(held()).toEqual(first);
			expect(timers()).toBeLessThanOrEqual(before + 1);
		}
		close();
		await settle();
		expect([...active(), timers()]).toEqual([0]);
	});

	test('cause one list request when one of them changes', async () => {
		const { spend, key } = await dashboard({ containers: 100 });
		const paused = await spend(3000, () => key('p'));
		expect(callsWithoutPings(paused).filter(name => name === 'containers.pause')).toHaveLength(1);
		expect(callsWithoutPings(paused).filter(name => name === 'containers.list').length).toBeLessThanOrEqual(1);
		expect(callsWithoutPings(paused).filter(name => !/\.(pause|list|inspect|logs|stats)$/.test(name))).toEqual([]);
	});
});

describe('a hundred busy containers', () => {
	test('cause little more than one frame a second while their logs are silent', async () => {
		const { spend } = await dashboard({
			containers: 100,
			instead: clock => ({ 'containers.logs': atRest(clock)['containers.logs'] }),
		});
		const minute = await spend(60_000);
		expect(minute.frames).toBeLessThanOrEqual(80);
		expect(minute.bytes / 60).toBeLessThanOrEqual(260);
	});
});

describe('a log of 2,000 lines a second', () => {
	test('is added to the store and drawn in batches', async () => {
		const { spend } = await dashboard({ containers: 10, instead: clock => inAStorm(clock, 2000) });
		const second = await spend(1000);
		expect(second.updates).toBeLessThanOrEqual(23);
		expect(second.frames).toBeLessThanOrEqual(23);
		expect(second.bytes).toBeLessThanOrEqual(8000);
		expect(callsWithoutPings(second)).toEqual([]);
	});
});

describe('three hundred containers in forty projects', () => {
	test('cost as few frames and bytes grouped as in a flat list', async () => {
		const { spend, key } = await withLogs({ containers: 300, instead: inProjects(40) });
		const costs = async () => {
			await spend(65_000, () => key('g'));
			const presses: Spent[] = [];
			for (let count = 0; count < 10; count++) {
				presses.push(await spend(0, () => key('j')));
			}
			await spend(5000);
			return { presses, minute: await spend(60_000) };
		};
		const flat = await costs();
		await spend(5000, () => key('.'));
		const grouped = await costs();
		const bytes = ({ presses }: typeof flat) => presses.map(press => press.bytes).sort((a, b) => a - b);
		expect(grouped.presses.map(({ frames }) => frames)).toEqual(Array(10).fill(1));
		// Between two containers a key costs the same. Projects and services have other tabs, and two keys before the same ones.
		expect(bytes(grouped)[4]).toBeLessThanOrEqual(400);
		expect(bytes(grouped)[0]).toBeLessThanOrEqual(bytes(flat)[0]! * 1.05);
		expect(bytes(grouped).at(-1)).toBeLessThanOrEqual(480);
		// A service with two containers has a log for each of them.
		const { calls, ...rest } = grouped.minute;
		expect({ ...rest, calls: new Set(calls) }).toEqual({ ...flat.minute, calls: new Set(flat.minute.calls) });
	});
});

describe('a project of a hundred containers', () => {
	test('is summed up by a sample every two seconds beside the streams of its rows on screen, at most two at once', async () => {
		const { spend, key, active, open } = await withLogs({ containers: 100, instead: inProjects(1) });
		for (const name of ['.', 'g', 'j', 'j']) {
			await spend(1000, () => key(name));
		}
		await spend(120_000);
		const minute = await spend(60_000);
		const samples = minute.calls.filter(name => name === 'containers.statsOnce').length;
		expect(samples).toBeGreaterThan(20);
		expect(samples).toBeLessThanOrEqual(30);
		expect(minute.frames).toBeLessThanOrEqual(4);
		expect(minute.updates).toBeLessThanOrEqual(65);
		expect(active().filter(each => each.startsWith('stats:')).length).toBeLessThanOrEqual(30);
		for (let second = 0; second < 20; second++) {
			await spend(1000);
			expect(open('containers.statsOnce')).toBeLessThanOrEqual(2);
		}
	});
});

describe('ten thousand containers', () => {
	test('cause no more frames, bytes and calls than a hundred', async () => {
		const { spend, key } = await withLogs({ containers: 10_000, instead: atRest });
		const minute = await spend(60_000);
		expect(minute.frames).toBeLessThanOrEqual(2);
		expect(minute.bytes).toBeLessThanOrEqual(70);
		expect(callsWithoutPings(minute)).toEqual(checksPerMinute);
		const press = await spend(0, () => key('j'));
		expect(press).toMatchObject({ frames: 1 });
		expect(press.bytes).toBeLessThanOrEqual(340);
	});
});
