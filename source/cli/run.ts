import { loadChoices, withChoices } from '../config/choices.js';
import { loadSettings } from '../config/load.js';
import { configFolder, readConfig } from '../engine/docker/connect/settings/config-file.js';
import type { Connector, Target } from '../runtime/connection/connector.js';
import { lacksUtf8 } from '../terminal/locale.js';
import type { Args } from './args.js';
import type { LogsArgs } from './command-line/logs-args.js';
import type { DebugLog } from './debug-log.js';
import { configuredConnector } from './engine/connector.js';
import { onDeadlySignal } from './signals.js';

/** Runs the dashboard or the snapshot, by the command line. Resolves to the exit code. */
export async function run(args: Args): Promise<number> {
	const [{ settings, warnings: own }, choices, docker] = await Promise.all([
		loadSettings(args.config, process.env),
		loadChoices(process.env),
		args.demo ? undefined : readConfig(configFolder(process.env)),
	]);
	const warnings = [...own, ...(docker?.warning === undefined ? [] : [docker.warning])];
	const connector = configuredConnector(args, settings);
	const target: Target = args.demo ? 'demo' : 'default';
	const isTerminal = process.stdout.isTTY && process.stdin.isTTY;
	const isDumb = process.env.TERM === 'dumb';
	if (args.logs !== undefined && (isPrinted(args, args.logs) || !isTerminal || isDumb)) {
		warnAll(warnings);
		return print(connector, target, args, args.logs);
	}
	if (args.once || args.json || !isTerminal || isDumb) {
		warnAll(warnings);
		// An editor's shell would show the cursor moves as text.
		if (isTerminal && isDumb && !args.once && !args.json) {
			process.stderr.write('plimsoll: TERM=dumb has no cursor to draw a dashboard with; one snapshot instead\n');
		}
		const { snapshot } = await import('./snapshot.js');
		return snapshot(connector, target, args, process.stdout, process.stderr);
	}
	const log = args.log === undefined ? undefined : await openLog(args.log);
	if (typeof log === 'string') {
		process.stderr.write(`plimsoll: ${log}\n`);
		return 2;
	}
	// The engine prepares its answers while the screen's code is loaded.
	connector.begin(target);
	const { dashboard } = await import('./dashboard.js');
	const ascii = args.ascii || (settings.preferences.ascii ?? lacksUtf8(process.env));
	const { readOnly, filters, project, logs } = args;
	try {
		return await dashboard({
			connector,
			target,
			configured: settings,
			settings: withChoices(settings, choices),
			ascii,
			readOnly,
			filters,
			project,
			logs,
			warnings,
			log,
		});
	} finally {
		log?.close();
	}
}

/** Returns true for options that the log view does not have: the lines are printed, on a terminal as well. */
const isPrinted = ({ once, json }: Args, { since, until, tail, prefix }: LogsArgs): boolean =>
	once || json || !prefix || since !== undefined || until !== undefined || tail !== undefined;

async function print(connector: Connector, target: Target, args: Args, logs: LogsArgs): Promise<number> {
	const { stdout: out, stderr: err, env } = process;
	const { printLogs } = await import('./logs/print-logs.js');
	const hasColours = out.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
	return printLogs(connector, target, { ...args, logs }, { out, err, hasColours, onSignal: onDeadlySignal });
}

function warnAll(warnings: readonly string[]): void {
	for (const warning of warnings) {
		process.stderr.write(`plimsoll: ${warning}\n`);
	}
}

/** Resolves to the log, or to the reason why it cannot be written. */
async function openLog(path: string): Promise<DebugLog | string> {
	const { openDebugLog } = await import('./debug-log.js');
	return openDebugLog(path).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
}
