import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { type ManualClock, manualClock } from '../../source/engine/demo/world/clock.js';
import type { Engine } from '../../source/engine/engine.js';
import type { Clock } from '../../source/runtime/clock.js';
import { type Dashboard, openDashboard } from '../../test/helpers/dashboard.js';
import { createScreenDriver, type ScreenDriver } from '../../test/story/screen-driver.js';

/** The reader's project folder. */
export const folder = '/home/ada/helloworld';

export type Stage = {
	readonly app: Dashboard;
	readonly driver: ScreenDriver;
	/** Lets seconds pass. */
	pass(seconds: number): Promise<void>;
	close(): void;
};

/** The dashboard on the demo engine with its own time, so that every run shows the same screens. */
export async function openStage(): Promise<Stage> {
	const clock = manualClock();
	const config = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-walkthrough-'));
	const driver = createScreenDriver();
	const app = await openDashboard({
		engine: unhurried(createDemoEngine({ clock }), clock),
		clock: runtimeClock(clock),
		columns: 100,
		rows: 30,
		env: { HOME: '/home/ada', DOCKER_CONFIG: config },
		cwd: folder,
		files: {
			cwd: folder,
			resolve: text => path.posix.resolve(folder, text),
			stat: async text => (/Dockerfile$/.test(text) ? 'file' : 'folder'),
			complete: async () => [],
		},
		terminal: driver.room,
	});
	return {
		app,
		driver,
		async pass(seconds) {
			await clock.advance(seconds * 1000);
			await app.runtime.idle();
		},
		close() {
			app.close();
			rmSync(config, { recursive: true, force: true });
		},
	};
}

/** The runtime waits this long at most between a key and its effects. */
const settleMs = 300;

/** The demo engine's clock, as the runtime's. */
function runtimeClock(clock: ManualClock): Clock {
	return {
		now: clock.now,
		wallTime: clock.now,
		after(ms, callback) {
			if (ms <= settleMs) {
				const soon = setImmediate(callback);
				return () => clearImmediate(soon);
			}
			const controller = new AbortController();
			void clock.sleep(ms, controller.signal).then(() => {
				if (!controller.signal.aborted) {
					callback();
				}
			});
			return () => controller.abort();
		},
	};
}

/** Slows down the demo engine's calls, which otherwise end at once while its clock stands still. */
function unhurried(engine: Engine, clock: ManualClock): Engine {
	const { build, push, pull } = engine.images;
	async function* slowly<T>(stream: AsyncIterable<T>, ms: number): AsyncGenerator<T> {
		for await (const item of stream) {
			await clock.advance(ms);
			yield item;
		}
	}
	return {
		...engine,
		images: {
			...engine.images,
			build: (...args) => slowly(build(...args), 110),
			push: (...args) => slowly(push(...args), 60),
			pull: (...args) => slowly(pull(...args), 60),
		},
	};
}
