import { afterEach, describe, expect, test } from 'vitest';
import { type DashboardLife, dashboardLife } from './dashboard-life.js';
import { census, growth } from './heap.js';
import { held } from './held.js';

/** Simulated minutes; `npm run soak` simulates two hours. The first half of them, at most ten, is the warm-up. */
const minutes = Number(process.env.PLIMSOLL_SOAK_MINUTES) || 30;
const round = 120_000;
const rounds = Math.ceil((minutes * 60_000) / round);
const warm = Math.min(5, Math.ceil(rounds / 2));
const seed = Number(process.env.PLIMSOLL_SOAK_SEED) || 1;

/** The bytes of an object of a few fields with a small array or text. */
const bytesOfObject = 120;

let life: DashboardLife | undefined;
afterEach(() => life?.close());

/** Expects that the state is capped or follows the fleet, and that only streams for the screen are running. */
function checkHeld(now: ReturnType<typeof held>): void {
	expect(now.unlisted).toEqual([]);
	expect(now.stats).toBeLessThanOrEqual(now.containers);
	expect(now.readings).toBeLessThanOrEqual(20);
	// Each item has at most two details: `container:` and `top:`, or `image:` and `history:`.
	expect(now.resources).toBeLessThanOrEqual(2 * now.items);
	expect(now.events).toBeLessThanOrEqual(500);
	expect(now.logLines).toBeLessThanOrEqual(50);
	expect(now.commands).toBeLessThanOrEqual(500);
	expect(now.tasks).toBeLessThanOrEqual(55);
	expect(now).toMatchObject({ toasts: 0, modals: 0, marks: 0, subscribed: 1 });
	expect(now.active).toBeLessThanOrEqual(now.containers);
	// Besides the screen's streams there may be the events and short requests such as a ping or a list.
	expect(now.underWay).toBeLessThanOrEqual(now.active + 4);
	expect(now.listeners).toBeLessThanOrEqual(8);
	expect(now.timers).toBeLessThanOrEqual(2 * now.active + 12);
}

describe(`${minutes} minutes of continuous work`, () => {
	test('leave no growing memory, stream or timer behind', async () => {
		life = await dashboardLife(seed);
		let before: Awaited<ReturnType<typeof census>> | undefined;
		let eventsBefore = 0;
		const report: string[] = [];
		for (let count = 1; count <= rounds; count++) {
			await life.churn(round);
			const measured = count === warm || count === rounds;
			await life.settle();
			const now = held(life);
			checkHeld(now);
			report.push(`${(count * round) / 60_000} min: ${JSON.stringify(now)}`);
			if (!measured) {
				continue;
			}
			// The number of kept details varies with the items that were selected: a change of the host drops them.
			await life.changeHost();
			await life.fill();
			await life.settle();
			checkHeld(held(life));
			if (count !== warm) {
				continue;
			}
			before = await census();
			eventsBefore = life.seen.events();
		}
		const after = await census();
		const grown = growth(before!, after);
		const events = life.seen.events() - eventsBefore;
		process.stdout.write(
			`${report.at(-1)}\n${life.shells()} shells, ${life.seen.calls('system.ping')} pings, ${events} events, ${[...after.values()].reduce((sum, { count }) => sum + count, 0)} objects: ${JSON.stringify(grown)}\n`,
		);
		// The size of the lists varies a little; one object for every other event would be a leak.
		const tolerated = events / 2;
		expect(grown.count, grown.most.join('\n')).toBeLessThanOrEqual(tolerated);
		expect(grown.bytes, grown.most.join('\n')).toBeLessThanOrEqual(tolerated * bytesOfObject);
		// All kinds of actions must have happened.
		for (const [name, least] of Object.entries(leastCalls)) {
			expect(life.seen.calls(name), name).toBeGreaterThanOrEqual(least);
		}
		expect(life.shells()).toBeGreaterThanOrEqual(2);
		// One small object for each event would have been seen.
		const leak = Array.from({ length: events }, (_, index) => ({ index }));
		expect(growth(after, await census()).count).toBeGreaterThan(tolerated);
		expect(leak).toHaveLength(events);
		await life.close();
		expect(held(life)).toMatchObject({ active: 0, underWay: 0, listeners: 0, subscribed: 0, timers: 0 });
	});
});

/** The least number of calls that must have been made, by name. */
const leastCalls = {
	// The event stream opens for the first connection, after each cut, and at each change of the host.
	'system.events': 1 + rounds + 2,
	'containers.exec': 3,
	'containers.create': 1,
	'containers.commit': 1,
	'containers.kill': 1,
	'containers.logs': 20,
	'containers.top': 2,
	'images.pull': 50,
	'images.build': 1,
	'images.push': 1,
	'volumes.create': 1,
	'networks.create': 1,
};
