// Measures terminal dashboards through a pseudoterminal on fleets made for it, and prints one table: docs/performance.md.
//   npm run bench -- [--quick] [--fleets 10,100,300] [--demo 100,1000,10000] [--peer 'command'] [--log-keys 'keys']
//                    [--node 24] [--cli dist/cli.js] [--no-logs] [--no-docker] [--soak minutes]
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { composeOrSkip } from '../test/helpers/engine/compose-plugins.js';
import { closeTerminals } from '../test/helpers/terminal/terminal.js';
import { type BenchEngine, startEngine } from './engine.js';
import { demoFleet, realFleet, type Sizes } from './fleet-rows.js';
import { goals } from './goals.js';
import { logRows } from './log-rows.js';
import { nodeOf } from './measure/node-of.js';
import { packed } from './measure/package.js';
import { reListTime } from './measure/re-list.js';
import { bareStartTime } from './measure/start.js';
import { mergedProject, mergedRows } from './merged-rows.js';
import { shellRows, soakRows } from './soak-rows.js';
import { command, peer, plimsoll, type Subject } from './subject.js';
import { createResults } from './table.js';

const { values: options } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		fleets: { type: 'string' },
		demo: { type: 'string' },
		peer: { type: 'string', multiple: true, default: [] },
		'log-keys': { type: 'string' },
		node: { type: 'string' },
		cli: { type: 'string', default: 'dist/cli.js' },
		logs: { type: 'boolean', default: true },
		docker: { type: 'boolean', default: true },
		soak: { type: 'string' },
	},
	allowNegative: true,
});

// With this variable each start of Node 20 takes 40 ms longer.
delete process.env.NODE_EXTRA_CA_CERTS;

const numbers = (text: string) => text.split(',').map(Number).filter(Boolean);
const fleets = numbers(options.fleets ?? (options.quick ? '10' : '10,100,300'));
const demos = numbers(options.demo ?? (options.quick ? '100' : '100,1000,10000'));
const sizes: Sizes = options.quick
	? { starts: 3, idleSeconds: 5, keys: 10, repeatSeconds: 4, settleSeconds: 4, strangers: 2 }
	: { starts: 7, idleSeconds: 20, keys: 40, repeatSeconds: 10, settleSeconds: 8, strangers: 5 };
const node = options.node === undefined ? [process.execPath] : [nodeOf(options.node)];
const subjects = [plimsoll({ node, cli: options.cli }), ...options.peer.map(text => peer(text, options['log-keys']))];
const results = createResults(goals);

const say = (text: string) => process.stderr.write(`${text}\n`);

async function measureFleets(engine: BenchEngine): Promise<void> {
	const measured: Subject[] = [...subjects];
	if (options.docker) {
		measured.push(command('docker stats', 'docker', 'stats'));
	}
	for (const count of fleets) {
		say(`starting ${count} containers`);
		await engine.grow(count);
		for (const subject of measured) {
			say(`${subject.name} on ${count} containers`);
			await realFleet(subject, engine, count, sizes, results);
		}
	}
}

/** `docker compose logs -f` in the column of docker's programs; nothing where the plugin cannot be fetched. */
function composeLogs(): readonly Subject[] {
	const { skip, compose } = composeOrSkip();
	const { docker, config } = compose;
	const program = command('docker stats', docker, 'compose', '-p', mergedProject, 'logs', '-f');
	return skip ? [] : [{ ...program, env: { DOCKER_CONFIG: config } }];
}

async function measureLogs(engine: BenchEngine): Promise<void> {
	const logSizes = options.quick
		? { stormSeconds: 4, historyLines: 100_000 }
		: { stormSeconds: 15, historyLines: 1_000_000 };
	const shown: ((container: string) => Subject)[] = subjects
		.filter(subject => subject.logKeys !== undefined)
		.map(subject => () => subject);
	if (options.docker) {
		shown.push(container => command('docker stats', 'docker', 'logs', '-f', container));
	}
	say('plimsoll: merged logs');
	const merged = [{ ...subjects[0]!, args: [...subjects[0]!.args, '--logs', mergedProject] }];
	await mergedRows([...merged, ...(options.docker ? composeLogs() : [])], engine, logSizes, results);
	for (const subjectOf of shown) {
		say(`${subjectOf('').name}: logs`);
		await logRows(subjectOf, engine, logSizes, results);
	}
}

/** Measures only whether something grows: minutes of keys, and shells. */
async function soak(minutes: number): Promise<void> {
	say(`${minutes} minutes of keys`);
	await soakRows(subjects[0]!, minutes, results);
	const engine = await startEngine();
	try {
		say('shells');
		await shellRows(subjects[0]!, engine, results);
	} finally {
		await closeTerminals();
		await engine.stop();
	}
}

async function main(): Promise<void> {
	if (options.soak !== undefined) {
		return soak(Number(options.soak));
	}
	results.set('start of node -e 0 (ms)', 'plimsoll', bareStartTime(node, sizes.starts));
	const { kilobytes, firstRunSeconds } = packed(sizes.starts);
	results.set('packed (kB)', 'plimsoll', kilobytes);
	results.set('npx of the tarball, first run (s)', 'plimsoll', firstRunSeconds);
	results.set('refresh of 10000 containers (ms)', 'plimsoll', await reListTime(10_000, sizes.starts));
	for (const count of demos) {
		say(`demo fleet of ${count}`);
		await demoFleet(subjects[0]!, count, sizes, results);
	}
	if (fleets.length === 0 && !options.logs) {
		return;
	}
	const engine = await startEngine();
	try {
		if (options.logs) {
			await measureLogs(engine);
		}
		await measureFleets(engine);
	} finally {
		await closeTerminals();
		say('taking the fleet down');
		await engine.stop();
	}
}

try {
	await main();
} finally {
	await closeTerminals();
	const version = execFileSync(node[0]!, ['--version'], { encoding: 'utf8' }).trim();
	process.stdout.write(`Node ${version}, 120×40\n\n${results.markdown()}\n`);
}
process.exit();
