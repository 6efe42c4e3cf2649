import type { Files } from '../../../source/actions/files.js';
import { withKeys } from '../../../source/actions/keymap.js';
import { actionTable } from '../../../source/actions/table/table.js';
import type { ManualClock } from '../../../source/engine/demo/world/clock.js';
import type { Engine } from '../../../source/engine/engine.js';
import type { Clock } from '../../../source/runtime/clock.js';
import { createRuntime } from '../../../source/runtime/runtime.js';
import { createAppStore } from '../../../source/runtime/store.js';
import { initialState } from '../../../source/state/initial-state.js';

/** The pending requests of an engine, counted outside the app. */
export type Watched = {
	readonly engine: Engine;
	readonly changes: () => number;
	readonly open: () => readonly string[];
};

const looks = new Set([
	'list',
	'inspect',
	'stats',
	'statsOnce',
	'logs',
	'top',
	'changes',
	'history',
	'save',
	'ping',
	'host',
	'diskUsage',
	'events',
	'wait',
]);
const watchedStreams = new Set(['stats', 'logs', 'events']);

/** Wraps an engine: counts the calls that change something, and names open streams `stats:<id>`. */
export function watch(engine: Engine): Watched {
	let changes = 0;
	const open = new Map<number, string>();
	let lastId = 0;
	const nouns = ['system', 'containers', 'images', 'volumes', 'networks', 'compose'] as const;
	const wrap = (noun: (typeof nouns)[number]) =>
		new Proxy(engine[noun], {
			get(target, name) {
				const call: unknown = Reflect.get(target, name);
				if (typeof call !== 'function') {
					return call;
				}
				return (...parameters: unknown[]) => {
					if (!looks.has(String(name))) {
						changes++;
					}
					const answer: unknown = call.apply(target, parameters);
					if (!watchedStreams.has(String(name))) {
						return answer;
					}
					return followed(answer as AsyncIterable<unknown>, `${String(name)}:${String(parameters[0])}`);
				};
			},
		});
	async function* followed(stream: AsyncIterable<unknown>, key: string) {
		const id = ++lastId;
		open.set(id, key);
		try {
			yield* stream;
		} finally {
			open.delete(id);
		}
	}
	const wrapped = Object.fromEntries(nouns.map(noun => [noun, wrap(noun)])) as Pick<Engine, (typeof nouns)[number]>;
	return {
		engine: {
			endpoint: engine.endpoint,
			...wrapped,
			maxStreams: () => engine.maxStreams(),
			close: () => engine.close(),
		},
		changes: () => changes,
		open: () => [...open.values()],
	};
}

/** A file system without files. */
const files: Files = {
	cwd: '/demo',
	note: undefined,
	resolve: path => (path.startsWith('/') ? path : `/demo/${path}`),
	async save(path, content) {
		if (typeof content !== 'string') {
			for await (const _ of content) {
			}
		}
		return path;
	},
	compress: content => content,
	lend: async name => ({ path: `/demo/${name}`, remove: async () => {} }),
	reserve: async () => ({ write: async () => {}, discard: async () => {} }),
	read: async () => 'A=b\n',
	async *readStream() {
		yield new Uint8Array(1024);
	},
	complete: async prefix => [`${prefix}x`, `${prefix}y/`],
	stat: async () => 'folder',
	whyNotWritable: async () => undefined,
};

/** Returns a clock for the runtime with the engine's time. */
export const clockOf = (manual: ManualClock): Clock => ({
	now: manual.now,
	wallTime: manual.now,
	after(ms, callback) {
		const controller = new AbortController();
		void manual.sleep(ms, controller.signal).then(() => {
			if (!controller.signal.aborted) {
				callback();
			}
		});
		return () => controller.abort();
	},
});

/** Starts the whole app on an engine and a clock, without a terminal, a disk or a credential store. */
export function fuzzApp(engine: Engine, clock: Clock, options: { readOnly?: boolean } = {}) {
	let size = { columns: 100, rows: 30 };
	const actions = withKeys(actionTable).actions;
	const readOnly = options.readOnly ?? false;
	const store = createAppStore(initialState({ endpoint: engine.endpoint, size, now: clock.now(), readOnly }));
	const copied: string[] = [];
	const runtime = createRuntime({
		store,
		clock,
		connector: { open: async () => ({ engine, attempts: [], readOnly }), contexts: async () => [] },
		actions,
		terminal: {
			hold: () => ({ isTooMuch: false, commit() {}, end: () => 0 }),
			async attach(session) {
				session.close();
				return { kind: 'ended', code: 0 };
			},
			copy: text => copied.push(text) > 0,
			run: async () => 0,
			open: async () => false,
			suspend: async () => true,
			redraw() {},
			size: () => size,
		},
		files,
		registry: {
			get: async () => undefined,
			all: async () => [],
			store: async () => ({ where: 'nowhere' }),
			erase: async () => true,
			list: async () => [{ server: 'r.example.com', username: 'me' }],
		},
		surroundings: { env: {}, proxies: async () => undefined, detachKeys: async () => '', pruneFilters: async () => [] },
		quit() {},
	});
	return {
		runtime,
		actions,
		copied,
		state: store.getState,
		resize(columns: number, rows: number) {
			size = { columns, rows };
			runtime.resize(size);
		},
	};
}

export type FuzzApp = ReturnType<typeof fuzzApp>;
