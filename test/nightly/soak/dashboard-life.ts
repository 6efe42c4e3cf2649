import { registryOf } from '../../../source/cli/engine/docker-settings.js';
import type { SessionEnd } from '../../../source/domain/session/session-stage.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import type { Session } from '../../../source/engine/engine.js';
import { sleep } from '../../../source/runtime/clock.js';
import { endCommand, nextId, startCommand } from '../../../source/state/messages.js';
import { openDashboard } from '../../helpers/dashboard.js';
import { drawn } from '../../helpers/drawn.js';
import { endOf } from '../../helpers/session-end.js';
import { coarseClock } from './coarse-clock.js';
import { keyboard, typed } from './keyboard.js';
import { observed } from './observed.js';
import { others } from './others.js';

/** The clock's step in milliseconds; one key is pressed in each. */
const stepMs = 200;
const second = 1000;
/** Other users change something once in this many milliseconds. */
const othersMs = 400;
/** Idle milliseconds at the end of a round: readings of rows that are off screen are dropped after 30 s. */
const rest = 36 * second;

/**
 * The whole dashboard except its terminal, on the demo engine and a clock of its own, with a user at the keyboard and
 * other users at the engine.
 */
export async function dashboardLife(seed: number) {
	const time = coarseClock();
	const demo = createDemoEngine({
		clock: { now: time.clock.now, sleep: (ms, signal) => sleep(time.clock, ms, signal) },
		latency: 20,
	});
	const seen = observed(demo);
	const somebody = others(demo);
	const keys = keyboard(seed);
	let shells = 0;

	/** Acts as the user in a session: types some commands in a shell and exits; only waits for any other program. */
	async function attach(session: Session): Promise<SessionEnd> {
		shells++;
		session.write('ls\r');
		session.write('exit\r');
		const leave = time.clock.after(second, () => session.close());
		for await (const _ of session.output) {
		}
		leave();
		session.close();
		return endOf(session);
	}

	const opening = openDashboard({
		clock: time.clock,
		connector: { open: async () => ({ engine: seen.engine, attempts: [], readOnly: false }), contexts: async () => [] },
		terminal: { attach },
		registry: registryOf({}, () => true),
		files: {
			stat: async path => (path.endsWith('Dockerfile') ? 'file' : 'folder'),
			save: async path => path,
			read: async () => 'FROM busybox\n',
			complete: async prefix => [`${prefix}x/`],
		},
		// The caps are small, so that every ring is full before the first measurement.
		preferences: { history: 20, logLines: 50 },
	});
	let open = true;
	void opening.then(() => {
		open = false;
	});
	while (open) {
		await time.step(stepMs);
	}
	const app = await opening;
	const { runtime } = app;
	const { compositor, screen } = drawn(runtime);
	const subscribe = runtime.store.subscribe;
	let subscribed = 0;
	runtime.store.subscribe = listener => {
		const unsubscribe = subscribe(listener);
		subscribed++;
		return () => {
			subscribed--;
			unsubscribe();
		};
	};

	async function press(...names: readonly string[]): Promise<void> {
		for (const name of names) {
			screen.hurry();
			if (name !== '') {
				runtime.key(name);
			}
			await time.step(stepMs);
		}
	}
	/** Advances the clock until the work has ended. */
	async function until(work: Promise<unknown>): Promise<void> {
		let ended = false;
		const end = () => {
			ended = true;
		};
		work.then(end, end);
		while (!ended) {
			await time.step(stepMs);
		}
		await work;
	}
	async function pass(ms: number): Promise<void> {
		for (let passed = 0; passed < ms; passed += stepMs) {
			await time.step(stepMs);
		}
	}

	return {
		app,
		seen,
		compositor,
		press,
		pass,
		shells: () => shells,
		timers: () => time.timers,
		/** Returns the subscribers that the store has gained since the start. */
		subscribed: () => subscribed,
		/** Runs one round at full pace, without the idle time of `settle`; the connection is lost once. */
		async churn(round: number): Promise<void> {
			const ms = round - rest;
			for (let passed = 0; passed < ms; passed += stepMs) {
				if (passed % othersMs === 0) {
					somebody.act();
				}
				if (passed === Math.floor(ms / 2 / stepMs) * stepMs) {
					seen.cut();
				}
				await press(keys.next().value as string);
			}
		},
		/** Cleans up, closes all that is open and waits until only the list and its statistics are on the screen. */
		async settle(): Promise<void> {
			await press(...Array<string>(8).fill('escape'), '1', '/', 'ctrl-u', 'enter', 'o', 'home', 'enter');
			const { panes } = app.state();
			if (panes.containers.reverse) {
				await press('O');
			}
			if (!panes.containers.all) {
				await press('A');
			}
			while (app.state().zoom !== 'none') {
				await press('z');
			}
			const tidied = somebody.tidy();
			// A late answer may have opened something again: close it too.
			await press('g', 'm', '/', 'ctrl-u', 'enter', 'escape', 'escape', 'escape');
			await pass(rest);
			await until(tidied);
			// A task that failed meanwhile has opened its form again, or a form has opened late because credentials were slow to read.
			while (app.state().modals.length > 0) {
				await press('escape');
			}
			// The compositor caches a varying number of lines: a resize clears them.
			compositor.resize({ ...compositor.size });
			runtime.resize({ ...compositor.size });
			screen.draw();
		},
		/** Connects to another host and back: the dashboard drops everything and requests it again. */
		changeHost: () => press('escape', 'escape', 'escape', 'C', '', '', 's', ...Array<string>(10).fill('')),
		/**
		 * Fills each ring and cache of recent actions with the same content, because the content after a round varies in
		 * size.
		 */
		async fill(): Promise<void> {
			const stirred = somebody.stir(600);
			await press(...Array<string>(8).fill('escape'), '1', 'X', '', '', '', 'escape', 'escape', '2');
			for (let count = 0; count < 55; count++) {
				await press('p');
				for (const name of ['ctrl-u', ...typed('busybox'), 'enter']) {
					runtime.key(name);
				}
				await press('', '', '', '', '', 'escape', 'escape');
			}
			for (let count = 0; count < 500; count++) {
				const id = nextId();
				const entry = { id, command: ['docker', 'ps'], at: time.clock.now() };
				runtime.store.update(state => endCommand(startCommand(state, entry), id, { status: 'done', milliseconds: 1 }));
			}
			await until(stirred);
		},
		async close(): Promise<void> {
			screen.stop();
			app.close();
			await pass(2 * second);
			demo.close();
			await pass(2 * second);
		},
	};
}

export type DashboardLife = Awaited<ReturnType<typeof dashboardLife>>;
