import { parseCommandLine } from './source/cli/args.js';
import { quietNode } from './source/cli/quiet-node.js';
import { openNoDebugger } from './source/cli/signals.js';
import type { ReadBundled } from './source/platform/code-cache.js';

export { hasStarted } from './source/platform/started.js';

declare const PLIMSOLL_VERSION: string;
declare const readBundled: ReadBundled;

quietNode();
openNoDebugger();

async function main(): Promise<number> {
	const parsed = parseCommandLine(process.argv.slice(2));
	switch (parsed.kind) {
		case 'help': {
			const { usageOf } = await import('./source/cli/command-line/usage.js');
			process.stdout.write(usageOf(parsed.command));
			return 0;
		}
		case 'version':
			process.stdout.write(`plimsoll ${PLIMSOLL_VERSION}\n`);
			return 0;
		case 'licenses':
			process.stdout.write(readBundled('THIRD-PARTY.txt'));
			return 0;
		case 'wrong': {
			const { usageOf } = await import('./source/cli/command-line/usage.js');
			process.stderr.write(`plimsoll: ${parsed.message}\n\n${usageOf(parsed.command)}`);
			return 2;
		}
		case 'doctor': {
			const { doctor } = await import('./source/cli/commands/doctor.js');
			return doctor(parsed.args);
		}
		case 'completion':
		case 'values': {
			const { printCompletion, printValues } = await import('./source/cli/commands/completion.js');
			return parsed.kind === 'values'
				? printValues(parsed, process.stdout)
				: printCompletion(parsed.shell, process.stdout);
		}
	}
	const { run } = await import('./source/cli/run.js');
	return run(parsed.args);
}

main().then(
	code => {
		process.exitCode = code;
		// Sockets and timers that are still open would keep the process alive.
		process.stdout.write('', () => process.exit(code));
	},
	async (error: unknown) => {
		const { reportCrash } = await import('./source/cli/crash.js');
		await reportCrash(error, undefined, PLIMSOLL_VERSION, process.stderr);
		process.exit(1);
	},
);
