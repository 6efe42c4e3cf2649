import { quote } from '../../../domain/command.js';
import type { OutputFormat } from '../../../domain/logs/output/line-writer.js';
import { isFiltered } from '../../../state/logs/log-lines.js';
import type { LogView } from '../../../state/logs/log-view.js';
import { choice, text, toggle } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import type { ActionContext } from '../../action.js';
import { pathWarnings } from '../may-write.js';
import { logCommands } from './log-command.js';
import { LogSaver } from './log-saver.js';
import { linesOf, logName, mergedName, shownFormat } from './shown-log.js';

const formats = [
	{ value: 'pretty', label: 'sentences' },
	{ value: 'raw', label: 'as written' },
	{ value: 'json', label: 'JSON lines' },
] as const;

const fieldsOf = (log: LogView, name: string, count: number) => ({
	path: {
		...text('File', { completes: 'paths', help: 'a name that ends in .gz is compressed' }),
		initial: `./${name}.log`,
	},
	what: choice('Lines', [
		{ value: 'shown', label: `the ${count} shown` },
		...(isFiltered(log)
			? ([{ value: 'filtered', label: 'all that the engine has and the filter shows' }] as const)
			: []),
		{ value: 'all', label: 'all that the engine has' },
	]),
	format: { ...choice<OutputFormat>('Format', formats), initial: shownFormat(log) },
	times: { ...toggle('Times', { help: 'the engine’s stamp in front of each line' }), initial: log.timestamps },
});

/** `s` in the log. */
export async function saveLog(context: ActionContext, log: LogView): Promise<void> {
	const state = context.getState();
	const name = logName(state, log);
	const lines = linesOf(log);
	const fields = fieldsOf(log, name, lines.length);
	const commands = logCommands({ ...log, follow: false, window: 'head' }, state);
	const warn = pathWarnings(context, 'path');
	const common = {
		title: name === mergedName ? 'Save the merged log' : `Save the log of ${name}`,
		submit: 'Save',
		notes: commands.length === 1 ? [`docker’s own: ${quote(commands[0]!)}`] : [],
	};
	const validate = ({ path }: { path: string }): Sentences => (path === '' ? { path: 'a file name is needed' } : {});
	const warnings = ({ path }: { path: string }): Sentences => warn(path);
	const saver = new LogSaver(context, log, lines);
	if (log.sources.length === 0) {
		await context.ask.form({ ...common, fields, validate, warnings }, values => saver.save(values, false));
	} else {
		const files = choice('Files', [
			{ value: 'one', label: 'one file, merged' },
			{ value: 'each', label: 'a file for each container' },
		]);
		await context.ask.form({ ...common, fields: { ...fields, files }, validate, warnings }, values =>
			saver.save(values, values.files === 'each'),
		);
	}
	await saver.finish();
}
