// Compares two builds in turns, so that both meet the same moments of the machine, and prints a table with the change.
//   npm run bench:paired -- --before ../before/dist/cli.js [--after dist/cli.js] [--fleets 10,100] [--demo 100] [--rounds 15]
//                           [--node 24] [--keys 'i escape']  # keys that open the same tab in both
//   npm run bench:paired -- --grouped 300 [--projects 40] [--replicas 1] [--rounds 15]
//    # the flat list with the grouped one, of one build
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { closeTerminals, type Terminal } from '../test/helpers/terminal/terminal.js';
import { type BenchEngine, startEngine } from './engine.js';
import { type Idle, idle } from './measure/idle.js';
import { type Keys, keyRepeat, selectionKeys } from './measure/keys.js';
import { nodeOf } from './measure/node-of.js';
import { startOnce } from './measure/start.js';
import { median } from './statistics.js';
import { launch, plimsoll, type Subject, withConfig } from './subject.js';

const { values: options } = parseArgs({
	options: {
		before: { type: 'string' },
		after: { type: 'string', default: 'dist/cli.js' },
		fleets: { type: 'string', default: '10,100' },
		demo: { type: 'string', default: '100' },
		rounds: { type: 'string', default: '15' },
		node: { type: 'string' },
		keys: { type: 'string', default: '' },
		grouped: { type: 'string' },
		projects: { type: 'string', default: '40' },
		replicas: { type: 'string', default: '1' },
	},
});
if (options.before === undefined && options.grouped === undefined) {
	throw new Error('--before is missing: the built dist/cli.js of the version to compare with');
}

// With this variable each start of Node 20 takes 40 ms longer.
delete process.env.NODE_EXTRA_CA_CERTS;

const numbers = (text: string) => text.split(',').map(Number).filter(Boolean);
const rounds = Number(options.rounds);
const node = options.node === undefined ? [process.execPath] : [nodeOf(options.node)];
const after = plimsoll({ node, cli: options.after });
const pair =
	options.grouped === undefined
		? ([plimsoll({ node, cli: options.before ?? '' }), after] as const)
		: ([withConfig(after, { grouped: false }), withConfig(after, { grouped: true })] as const);

type Place = { readonly fleet: string; readonly host?: string; readonly text: RegExp; readonly rows: number };
type Samples = [before: number[], after: number[]];
const table = new Map<string, Samples>();

function add(row: string, index: number, value: number): void {
	const samples = table.get(row) ?? table.set(row, [[], []]).get(row)!;
	samples[index]!.push(value);
}

/** The two builds in turns; the first one changes with each round. */
async function inTurns(times: number, measure: (index: number) => Promise<void>): Promise<void> {
	for (let round = 0; round < times; round++) {
		await measure(round % 2);
		await measure(1 - (round % 2));
	}
}

const settleMs = 6000;
const repeatSeconds = 4;
const idleSeconds = 10;
const keyDelayMs = 400;
/** Keys of one build before the other one's turn. */
const keysInTurn = 6;
/** Down through the rows of a project of eight containers, to the next one, and up again. */
const projectWalk = 26;

async function compare(place: Place): Promise<void> {
	const { fleet, host, text, rows } = place;
	const extra = host === undefined ? ['--demo'] : [];
	const sized = (index: number): Subject => ({
		...pair[index]!,
		env: { ...pair[index]!.env, ...(host === undefined ? { PLIMSOLL_DEMO_CONTAINERS: String(rows) } : {}) },
	});
	const start = (index: number) => startOnce(sized(index), host, { text, extra });
	await inTurns(1, async index => void (await start(index)));
	await inTurns(rounds, async index => add(`start to first rows, ${fleet} (ms)`, index, await start(index)));
	const terminals: Terminal[] = [];
	for (const index of [0, 1]) {
		const terminal = launch(sized(index), host, extra);
		await terminal.until(text);
		await terminal.press(...options.keys.split(' ').filter(Boolean));
		terminals.push(terminal);
	}
	await delay(settleMs);
	await inTurns(rounds, async index => {
		const keys = await selectionKeys(terminals[index]!, pair[index]!, keysInTurn, rows);
		if (keys) {
			addKeys(fleet, index, keys);
		}
	});
	if (options.grouped !== undefined) {
		await compareWalks(terminals, fleet, rows);
	}
	await inTurns(Math.ceil(rounds / 3), async index => {
		const percent = await keyRepeat(terminals[index]!, pair[index]!, repeatSeconds, rows);
		add(`CPU at 30 Hz key repeat, ${fleet} (%)`, index, percent ?? Number.NaN);
	});
	await delay(settleMs);
	await inTurns(Math.ceil(rounds / 5), async index => {
		addIdle(fleet, index, await idle(terminals[index]!, undefined, idleSeconds));
	});
	await Promise.all(terminals.map(terminal => terminal.close()));
}

/** Two rows of a kind: the project comes before them, and a service of two containers as well. */
const toTwins = ['g', 'j', 'j'];

/** Steps to and fro between two rows of a kind, and through a whole project, with the logs beside them in both lists. */
async function compareWalks(terminals: readonly Terminal[], fleet: string, rows: number): Promise<void> {
	for (const terminal of terminals) {
		// Each kind of row remembers its tab.
		for (const key of ['l', 'escape', ...toTwins, 'l', 'escape']) {
			await terminal.press(key);
			await delay(keyDelayMs);
		}
	}
	await delay(settleMs);
	await inTurns(rounds, async index => {
		const keys = await selectionKeys(terminals[index]!, pair[index]!, keysInTurn, rows, 1);
		if (keys) {
			add(`bytes per key between two rows of a kind, ${fleet}`, index, keys.bytes);
		}
	});
	await inTurns(Math.ceil(rounds / 5), async index => {
		await terminals[index]!.press('g');
		await delay(settleMs);
		const keys = await selectionKeys(terminals[index]!, pair[index]!, projectWalk, rows);
		if (keys) {
			add(`bytes per key through a whole project (mean), ${fleet}`, index, keys.meanBytes);
		}
	});
	for (const terminal of terminals) {
		await terminal.press('g');
	}
}

function addKeys(fleet: string, index: number, keys: Keys): void {
	add(`key to first change, ${fleet} (ms)`, index, keys.seen.p50);
	add(`key to last change, ${fleet} (ms)`, index, keys.settled.p50);
	add(`bytes per selection key, ${fleet}`, index, keys.bytes);
}

function addIdle(fleet: string, index: number, still: Idle): void {
	add(`CPU idle, ${fleet} (%)`, index, still.ownCpu);
	add(`bytes/s idle, ${fleet}`, index, still.bytesPerSecond);
	add(`memory, ${fleet} (MB)`, index, still.memory);
}

function print(): void {
	const [first, second] = options.grouped === undefined ? ['before', 'after'] : ['flat', 'grouped'];
	const lines = [`| median | ${first} | ${second} | change |`, '|---|---|---|---|'];
	for (const [row, [before, after]] of table) {
		const [old, now] = [median(before), median(after)];
		const change = (100 * (now - old)) / old;
		lines.push(`| ${row} | ${old.toPrecision(3)} | ${now.toPrecision(3)} | ${change.toFixed(1)} % |`);
	}
	process.stdout.write(`${lines.join('\n')}\n`);
}

async function compareBuilds(): Promise<void> {
	for (const rows of numbers(options.demo)) {
		await compare({ fleet: `demo ${rows}`, text: /● \S+/, rows });
	}
	const fleets = numbers(options.fleets);
	engine = fleets.length > 0 ? await startEngine() : undefined;
	for (const rows of fleets) {
		await engine!.grow(rows);
		await compare({ fleet: `${rows} containers`, host: engine!.host, text: /bench-\d/, rows });
	}
}

/** Compares the flat list with the grouped one. */
async function compareViews(rows: number, projects: number, replicas: number): Promise<void> {
	engine = await startEngine();
	await engine.grow(rows, projects, replicas);
	await compare({
		fleet: `${rows} containers in ${projects} projects, ${replicas} a service`,
		host: engine.host,
		text: /bench-\d/,
		rows,
	});
}

let engine: BenchEngine | undefined;
try {
	await (options.grouped === undefined
		? compareBuilds()
		: compareViews(Number(options.grouped), Number(options.projects), Number(options.replicas)));
} finally {
	print();
	await closeTerminals();
	await engine?.stop();
}
