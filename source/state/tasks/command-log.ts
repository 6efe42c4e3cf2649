import { quote } from '../../domain/command.js';
import { elapsed } from '../../domain/text/elapsed.js';
import type { ListModal } from '../modals/modal.js';
import type { CommandEntry, State } from '../state.js';
import { type TaskLogRow, taskLog } from './task-log.js';

/** The selected entry of the command log, which shows the newest first. */
export const chosenCommand = ({ commands }: Pick<State, 'commands'>, { index }: ListModal): CommandEntry | undefined =>
	commands.at(-1 - index);

/** The whole command, its result and its output, in lines of any length. */
export function commandLog(entry: CommandEntry, { tasks }: Pick<State, 'tasks'>): readonly TaskLogRow[] {
	const { id, command, status, milliseconds, message, output = '' } = entry;
	const took = milliseconds === undefined ? '' : ` ${status === 'done' ? 'in' : 'after'} ${elapsed(milliseconds)}`;
	const role = { running: 'accent', done: 'good', failed: 'bad', cancelled: 'dim' } as const;
	const task = tasks.find(each => each.id === id);
	// A task has its command and its outcome in its log.
	const rows = task ? taskLog(task).slice(1, task.outcome === undefined ? undefined : -1) : outputRows(output);
	return [
		{ text: `$ ${quote(command)}`, role: 'accent' },
		{ text: '', role: 'text' },
		{ text: `${status}${took}`, role: role[status] },
		...(message ? [{ text: message, role: status === 'failed' ? ('bad' as const) : ('text' as const) }] : []),
		...(rows.length > 0 ? [{ text: '', role: 'text' as const }, ...rows] : []),
	];
}

const outputRows = (output: string): readonly TaskLogRow[] =>
	output === ''
		? []
		: output
				.replace(/\n$/, '')
				.split('\n')
				.map(text => ({ text, role: 'text' }));
