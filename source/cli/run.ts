import { loadSettings } from '../config/load.js';
import { isReadOnlyHost } from '../config/settings.js';
import type { Target } from '../runtime/connection.js';
import type { Args } from './args.js';
import { createConnector } from './connector.js';

/** Runs what the command line asks for. Resolves to the exit code. */
export async function run(args: Args): Promise<number> {
	const { settings, warnings } = await loadSettings(args.config, process.env);
	const connector = createConnector({
		host: args.host,
		context: args.context,
		demoContainers: Number(process.env.PLIMSOLL_DEMO_CONTAINERS) || undefined,
		isReadOnly: endpoint => args.readOnly || isReadOnlyHost(settings, endpoint),
	});
	const target: Target = args.demo ? 'demo' : 'default';
	if (args.once || args.json || !process.stdout.isTTY || !process.stdin.isTTY) {
		for (const warning of warnings) process.stderr.write(`plimsoll: ${warning}\n`);
		const { snapshot } = await import('./snapshot.js');
		return snapshot(connector, target, args, process.stdout, process.stderr);
	}
	// The engine works on its answers while the screen's code is loaded.
	connector.begin(target);
	const { dashboard } = await import('./dashboard.js');
	const ascii = args.ascii || settings.preferences.ascii === true;
	const { readOnly, filters } = args;
	return dashboard({ connector, target, settings, ascii, readOnly, filters, warnings });
}
