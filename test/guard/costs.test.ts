import { afterEach, describe, expect, test } from 'vitest';
import { atRest, inAStorm } from './at-rest.js';
import { counted, type Spent } from './counted.js';

/*
 * Counts, not seconds: they are the same on every machine. The bounds are what was measured plus a little; a change that
 * needs more must say why. docs/performance.md has what the counts cost in time.
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

/** Twice a look whether events were missed, each with a ping; once whether the silent log has more. */
const looksAMinute = ['containers.logs', 'system.events', 'system.events'];

/** Calls beyond the pulse, by which a hanging engine is known. */
const asked = ({ calls }: Spent) => calls.filter(name => name !== 'system.ping');
const pulses = ({ calls }: Spent) => calls.filter(name => name === 'system.ping').length;

describe('a hundred containers at rest', () => {
	test('cost next to nothing in a minute', async () => {
		const { spend } = await dashboard({ containers: 100, instead: atRest });
		const minute = await spend(60_000);
		expect(minute.frames).toBeLessThanOrEqual(4);
		expect(minute.bytes).toBeLessThanOrEqual(200);
		// One for the samples of a second, and the clock.
		expect(minute.updates).toBeLessThanOrEqual(65);
		expect(asked(minute)).toEqual(looksAMinute);
		expect(pulses(minute)).toBeLessThanOrEqual(18);
	});

	test('are scrolled over with one frame and few bytes a key', async () => {
		const { spend, key } = await dashboard({ containers: 100, instead: atRest });
		for (let count = 0; count < 10; count++) {
			const press = await spend(0, () => key('j'));
			expect(press.frames).toBe(1);
			expect(press.bytes).toBeLessThanOrEqual(430);
			expect(press.updates).toBeLessThanOrEqual(2);
		}
		const rest = await spend(5000);
		expect(rest.frames).toBeLessThanOrEqual(3);
		expect(rest.bytes).toBeLessThanOrEqual(300);
		// Ten selections passed by; only the last one's log is opened.
		expect(asked(rest)).toEqual(['containers.logs']);
	});

	test('are held with a stream for each row that is seen, and let go of whole', async () => {
		const { active, timers, key, spend, settle, close } = await dashboard({ containers: 100, instead: atRest });
		const count = (kind: string) => active().filter(key => key.startsWith(kind)).length;
		const held = () => ({ stats: count('stats:'), logs: count('logs:'), all: active().length });
		const first = held();
		expect(first).toEqual({ stats: first.stats, logs: 1, all: first.stats + 1 });
		expect(first.stats).toBeLessThanOrEqual(30);
		// One for each stream, the pulse, the clock, the readings that are gathered, and what notices that a stream stalls:
		// one each for the events, all statistics, the log.
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

	test('are asked about once when one of them changes', async () => {
		const { spend, key } = await dashboard({ containers: 100 });
		const paused = await spend(3000, () => key('p'));
		expect(asked(paused).filter(name => name === 'containers.pause')).toHaveLength(1);
		expect(asked(paused).filter(name => name === 'containers.list').length).toBeLessThanOrEqual(1);
		expect(asked(paused).filter(name => !/\.(pause|list|inspect|logs|stats)$/.test(name))).toEqual([]);
	});
});

describe('a hundred busy containers', () => {
	test('are drawn once a second when their logs are silent', async () => {
		const { spend } = await dashboard({
			containers: 100,
			instead: clock => ({ 'containers.logs': atRest(clock)['containers.logs'] }),
		});
		const minute = await spend(60_000);
		expect(minute.frames).toBeLessThanOrEqual(80);
		expect(minute.bytes / 60).toBeLessThanOrEqual(2000);
	});
});

describe('a log of 2,000 lines a second', () => {
	test('reaches the store and the screen in batches', async () => {
		const { spend } = await dashboard({ containers: 10, instead: clock => inAStorm(clock, 2000) });
		const second = await spend(1000);
		expect(second.updates).toBeLessThanOrEqual(23);
		expect(second.frames).toBeLessThanOrEqual(23);
		expect(second.bytes).toBeLessThanOrEqual(8000);
		expect(asked(second)).toEqual([]);
	});
});

describe('ten thousand containers', () => {
	test('cost no more than a hundred', async () => {
		const { spend, key } = await dashboard({ containers: 10_000, instead: atRest });
		const minute = await spend(60_000);
		expect(minute.frames).toBeLessThanOrEqual(4);
		expect(minute.bytes).toBeLessThanOrEqual(200);
		expect(asked(minute)).toEqual(looksAMinute);
		const press = await spend(0, () => key('j'));
		expect(press).toMatchObject({ frames: 1 });
		expect(press.bytes).toBeLessThanOrEqual(430);
	});
});
