import { existsSync } from 'node:fs';
import os from 'node:os';
import { version } from '../../../package.json';
import { wordsOf } from '../../actions/failure.js';
import { loadChoices, withChoices } from '../../config/choices.js';
import { configPath, loadSettings } from '../../config/load.js';
import type { Settings } from '../../config/settings.js';
import { colourChoice } from '../../domain/text/colour-depth.js';
import { configFolder, readConfig } from '../../engine/docker/connect/settings/config-file.js';
import { cliSettings, pickContext } from '../../engine/docker/connect/settings/pick-context.js';
import type { Engine } from '../../engine/engine.js';
import { runProgram } from '../../processes/run-program.js';
import { systemClock } from '../../runtime/clock.js';
import { askTerminal } from '../../terminal/ask-terminal.js';
import { lacksUtf8 } from '../../terminal/locale.js';
import type { DoctorArgs } from '../args.js';
import { windowSize } from '../drawing.js';
import { configuredConnector } from '../engine/connector.js';
import type { EngineFacts, Facts, Found } from '../tools/tools.js';

/** The whole page is printed after this time at the latest, with what was found until then. */
const timeoutMs = 60_000;
const programTimeoutMs = 10_000;
const pingCount = 5;

/**
 * Prints a page about plimsoll, its terminal and its engine, for a bug report. Resolves to the exit code: 0, or 1 when no
 * engine answers.
 */
export async function doctor(args: DoctorArgs): Promise<number> {
	const { stdout, stderr, env } = process;
	const { doctorPage } = await import('../tools/tools.js');
	const { settings: configured, warnings } = await loadSettings(args.config, env);
	const settings = withChoices(configured, await loadChoices(env));
	const terminal = await terminalFacts();
	// The page goes below it, so that a terminal is not left without a word for a slow engine's seconds.
	const waits = stderr.isTTY && env.TERM !== 'dumb';
	stderr.write(waits ? 'Asking the engine and the plugins' : '');
	const engine = await engineFacts(args, settings);
	const facts: Facts = {
		version,
		program: process.argv[1] ?? '',
		machine: `${os.type()} ${os.release()}, ${process.arch}`,
		runtime: process.version,
		env,
		home: os.homedir(),
		address: args.host,
		terminal,
		isUtf8: !lacksUtf8(env),
		colours: { ...colourChoice(env), theme: settings.theme },
		config: configFacts(args.config ?? configPath(env), warnings),
		docker: await dockerFacts(),
		context: args.demo ? { value: { name: 'demo', origin: '--demo' } } : await contextFacts(args),
		engine,
		cli: await firstLine(['docker', '--version']),
		buildx: await firstLine(['docker', 'buildx', 'version']),
	};
	stderr.write(waits ? '\r\x1b[K' : '');
	stdout.write(doctorPage(facts, args.json));
	return 'host' in engine ? 0 : 1;
}

const found = <T>(look: () => Promise<T>): Promise<Found<T>> =>
	look().then(
		value => ({ value }),
		(error: unknown) => ({ failure: wordsOf(error) }),
	);

/** The questions go to the output that is the terminal, so that the page can go to a file. */
async function terminalFacts(): Promise<Facts['terminal']> {
	const { stdin, stdout, stderr, env } = process;
	const out = [stdout, stderr].find(({ isTTY }) => isTTY);
	const canAsk = stdin.isTTY && out !== undefined && env.TERM !== 'dumb';
	return {
		stdin: stdin.isTTY ?? false,
		stdout: stdout.isTTY ?? false,
		size: out === undefined ? undefined : windowSize(out),
		answers: canAsk ? await askTerminal(stdin, out) : undefined,
	};
}

const contextFacts = ({ host, context }: DoctorArgs): Promise<Facts['context']> =>
	found(() => pickContext(cliSettings({ host, context })));

const configFacts = (path: string, problems: readonly string[]): Facts['config'] => ({
	path,
	exists: existsSync(path),
	problems,
});

async function dockerFacts(): Promise<Facts['docker']> {
	const folder = configFolder(process.env);
	return { folder, warning: (await readConfig(folder)).warning };
}

async function engineFacts(args: DoctorArgs, settings: Settings): Promise<Facts['engine']> {
	const signal = AbortSignal.timeout(timeoutMs);
	const connector = configuredConnector({ ...args, readOnly: false }, settings);
	const opened = await found(() => connector.open(args.demo ? 'demo' : 'default', signal));
	if ('failure' in opened) {
		return opened;
	}
	const { engine, attempts, readOnly } = opened.value;
	if (engine === undefined) {
		return { attempts };
	}
	try {
		return { endpoint: engine.endpoint, readOnly, ...(await lookAt(engine, signal)) };
	} finally {
		engine.close();
	}
}

async function lookAt(engine: Engine, signal: AbortSignal): Promise<Pick<EngineFacts, 'host' | 'pings' | 'compose'>> {
	const pings: number[] = [];
	for (let index = 0; index < pingCount; index++) {
		const start = systemClock.now();
		const ping = await found(() => engine.system.ping({ signal }));
		if ('value' in ping) {
			pings.push(systemClock.now() - start);
		}
	}
	return {
		pings,
		host: await found(() => engine.system.host({ signal })),
		compose: await found(async () => (await engine.compose.tool({ signal })).version),
	};
}

/** Resolves to the first line that a program prints. */
function firstLine([program = '', ...words]: readonly string[]): Promise<Found<string>> {
	return found(async () => {
		const result = await runProgram(program, words, { env: process.env, timeoutMs: programTimeoutMs });
		if (result?.code === 'ENOENT') {
			throw new Error(`${program} is not installed`);
		}
		const [line = ''] = `${result?.stdout || result?.stderr || ''}`.trim().split('\n');
		if (result?.exitCode !== 0) {
			throw new Error(line || `${[program, ...words].join(' ')} failed`);
		}
		return line;
	});
}
