import type { ComposeFiles } from '../../../../domain/compose/plan/model.js';
import { composeArgv } from '../../../../domain/compose/up/argv.js';
import { endUp, foldUp, plannedUp, type UpProgress, upSummary } from '../../../../domain/compose/up/up-fold.js';
import type { ActionContext, Outcome } from '../../../action.js';
import { showTasks } from '../../lists.js';

/** A command of compose, as the list of tasks shows it. */
export type ComposeWork = {
	readonly title: string;
	readonly files: ComposeFiles;
	/** `up -d`. */
	readonly words: readonly string[];
	readonly profiles: readonly string[];
	/** The words that start compose. */
	readonly program: readonly string[];
	/** The rows that the task shows before compose reports them. */
	readonly expected?: readonly { readonly name: string; readonly status: string }[];
};

/** Runs a command of compose as a task with a row for each container, and shows the list of tasks. */
export async function runCompose(context: ActionContext, work: ComposeWork): Promise<Outcome<undefined>> {
	const { title, files, words, profiles, program } = work;
	const command = composeArgv(files, words, profiles, program);
	const running = context.task({ title, command }, async task => {
		let up: UpProgress = plannedUp(work.expected ?? []);
		const report = (next: UpProgress) => {
			up = next;
			task.report({ kind: 'compose', up });
		};
		report(up);
		try {
			for await (const message of context.engine.compose.run(files, { words, profiles }, task)) {
				report(foldUp(up, message, task.now()));
			}
		} catch (error) {
			report(endUp(up, true, task.now()));
			throw error;
		}
		report(endUp(up, false, task.now()));
		return { value: undefined, outcome: upSummary(up) || 'done' };
	});
	showTasks(context);
	const outcome = await running;
	if (outcome.status === 'done') {
		context.toast('good', `${title}: done`);
		context.host.refresh();
	}
	return outcome;
}
