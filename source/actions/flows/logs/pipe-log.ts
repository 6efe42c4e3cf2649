import { quote } from '../../../domain/command.js';
import type { OutputFormat } from '../../../domain/logs/output/line-writer.js';
import { plural } from '../../../domain/text/plural.js';
import type { LogView } from '../../../state/logs/log-view.js';
import { choice, text } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import type { ActionContext } from '../../action.js';
import { wordsOf } from '../../failure.js';
import { editorOf, pagerOf, programName, wordsOfCommand } from '../user-programs.js';
import { logCommands } from './log-command.js';
import { linesOf, logName, shownFormat, textOf } from './shown-log.js';

/** Words that only a shell understands. */
const shellWords = /^(?:\|\|?|&&?|;|\d*>>?|<)$/;
const jsonReaders = new Set(['jq', 'jaq', 'gojq', 'fx', 'jless']);

/** `|` in the log: gives the shown lines to a command, which gets the terminal. */
export async function pipeLog(context: ActionContext, log: LogView): Promise<void> {
	const state = context.getState();
	const { env } = context.surroundings;
	const usesShell = state.preferences.pipe === 'shell';
	const argvOf = (command: string): readonly string[] | string =>
		command.trim() === ''
			? 'a command is needed'
			: usesShell
				? [env.SHELL || '/bin/sh', '-c', command]
				: wordsOfCommand(command);
	const isRawFirst = shownFormat(log) === 'raw';
	const shown = { value: shownFormat(log), label: 'as shown' };
	const other = isRawFirst
		? ({ value: 'pretty', label: 'sentences' } as const)
		: ({ value: 'raw', label: 'as written' } as const);
	const commands = logCommands(log, state);
	const values = await context.ask.form({
		title: `Pipe ${plural(linesOf(log).length, 'line')} to a command`,
		fields: {
			command: text('Command', {
				placeholder: 'grep -c timeout',
				help: usesShell
					? `run by ${env.SHELL || '/bin/sh'}`
					: 'run without a shell; "pipe: shell" in the config changes that',
			}),
			format: choice<OutputFormat>('Lines', [shown, other, { value: 'json', label: 'JSON lines' }]),
		},
		submit: 'Run',
		memory: 'pipe a log',
		notes: commands.length === 1 ? [`docker’s own: ${quote(commands[0]!)}`] : [],
		validate({ command }): Sentences {
			const argv = argvOf(command);
			return typeof argv === 'string' ? { command: argv } : {};
		},
		warnings: ({ command, format }) => warningsOf(command, format, usesShell, log),
	});
	const argv = values === undefined ? '' : argvOf(values.command);
	if (values === undefined || typeof argv === 'string') {
		return;
	}
	const input = textOf(context.getState(), log, values.format);
	const end = await context.terminal.run({ argv, env, input, keepsOutput: 'always' });
	if (typeof end === 'string') {
		context.toast('bad', end);
	}
}

function warningsOf(command: string, format: OutputFormat, usesShell: boolean, { sources }: LogView): Sentences {
	const words = wordsOfCommand(command);
	const operator = typeof words === 'string' || usesShell ? undefined : words.find(word => shellWords.test(word));
	const readsJson = typeof words !== 'string' && jsonReaders.has(programName(words));
	return {
		...(operator !== undefined && { command: `without a shell ${operator} is an argument like any other` }),
		...(readsJson &&
			(format === 'pretty' || (format === 'raw' && sources.length > 0)) && {
				format: `${programName(words)} reads JSON: choose ${sources.length > 0 ? 'JSON lines' : 'as written'}`,
			}),
	};
}

/** Opens the shown lines in the user's pager. */
export const pageLog = (context: ActionContext, log: LogView): Promise<void> =>
	openIn(context, log, () => {
		const words = pagerOf(context.surroundings.env);
		const isLess = programName(words) === 'less';
		return { words: isLess ? [...words, '-R'] : words, hasColours: isLess && !context.surroundings.env.NO_COLOR };
	});

/** Opens the shown lines in the user's editor. */
export const editLog = (context: ActionContext, log: LogView): Promise<void> =>
	openIn(context, log, () => ({ words: editorOf(context.surroundings.env), hasColours: false }));

/** Opens the shown lines in a program, as a file that is removed when the program ends. */
async function openIn(
	context: ActionContext,
	log: LogView,
	programOf: () => { readonly words: readonly string[]; readonly hasColours: boolean },
): Promise<void> {
	const { env } = context.surroundings;
	try {
		const { words, hasColours } = programOf();
		const state = context.getState();
		const file = await context.files.lend(
			`${logName(state, log)}.log`,
			textOf(state, log, shownFormat(log), hasColours),
		);
		try {
			const end = await context.terminal.run({ argv: [...words, file.path], env, keepsOutput: 'short' });
			if (typeof end === 'string') {
				context.toast('bad', end);
			} else if (end !== 0) {
				context.toast('warn', `${programName(words)} has exited with exit status ${end}`);
			}
		} finally {
			await file.remove();
		}
	} catch (error) {
		context.toast('bad', wordsOf(error));
	}
}
