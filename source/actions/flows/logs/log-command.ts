import { quote } from '../../../domain/command.js';
import { composeLogsArgv, type LogsOptions, logsArgv } from '../../../domain/commands/logs.js';
import { membershipOf } from '../../../domain/compose/labels.js';
import { containersOf } from '../../../domain/compose/project.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { plural } from '../../../domain/text/plural.js';
import { mergedLog } from '../../../state/logs/log-subject.js';
import { type LogView, startOf } from '../../../state/logs/log-view.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { ActionContext } from '../../action.js';
import { copyText } from '../copy-text.js';

/** Lines of one container that plimsoll reads at first, at most. */
const firstLines = 1000;

function optionsOf({ follow, timestamps, window, sources }: LogView, { preferences }: State): LogsOptions {
	const share = Math.floor(preferences.logLines / Math.max(1, sources.length));
	const start = startOf(window);
	const since = start === undefined ? window : new Date(start).toISOString();
	return {
		follow: follow && window !== 'head',
		timestamps,
		tail: window === 'tail' ? Math.min(firstLines, share) : undefined,
		since: window === 'tail' || window === 'head' ? undefined : since,
	};
}

/**
 * The docker commands that print the log of the view: one of compose for a project or service, else one for each container. The docker
 * CLI has no option for the first lines, so the command for these prints all.
 */
export function logCommands(log: LogView, state: State): readonly (readonly string[])[] {
	const options = optionsOf(log, state);
	const merged = mergedLog(state);
	if (merged === undefined) {
		const name = state.lists.containers.byKey.get(log.container ?? '')?.name;
		return log.container === undefined ? [] : [logsArgv(name ?? shortId(log.container), options)];
	}
	const group = merged.title === undefined ? selectedItem(state, 'compose') : undefined;
	const isByCompose =
		group !== undefined && containersOf(group).every(({ labels }) => membershipOf(labels)?.hasHash === true);
	if (isByCompose && group.kind === 'project') {
		return [composeLogsArgv(group.name, [], options)];
	}
	if (isByCompose && group.kind === 'service') {
		return [composeLogsArgv(group.project.name, [group.name], options)];
	}
	return log.sources.map(({ name }) => logsArgv(name, options));
}

/** Copies the docker commands, one a line. */
export function copyLogCommand(context: ActionContext, log: LogView): void {
	const commands = logCommands(log, context.getState()).map(quote);
	copyText(context, commands.join('\n'), commands.length === 1 ? commands[0]! : plural(commands.length, 'command'));
}
