import { quote } from '../../../../domain/command.js';
import type { PlannedProject } from '../../../../domain/compose/plan/make-plan.js';
import type { ComposeFiles } from '../../../../domain/compose/plan/model.js';
import { noChoices } from '../../../../domain/compose/plan/plan.js';
import { composeArgv } from '../../../../domain/compose/up/argv.js';
import type { ActionContext } from '../../../action.js';
import { kindOf, wordsOf } from '../../../failure.js';
import { copyText } from '../../copy-text.js';
import type { ProjectSubject } from '../subject.js';
import { editFile, whyNotHere } from './edit-file.js';
import { planProject } from './observe.js';
import { runOneOff } from './one-off.js';
import { openPlan, programOf } from './plan-flow.js';
import { type ComposeWork, runCompose } from './run-compose.js';
import { scaleService } from './scale.js';
import { showConfig } from './show-config.js';

/** The menu of a project: all that compose does beside the verbs of its containers. */
export async function openProjectMenu(context: ActionContext, subject: ProjectSubject): Promise<void> {
	const { files, service } = subject;
	const readOnly = context.getState().readOnly ? 'plimsoll runs read-only' : undefined;
	const elsewhere = whyNotHere(context.getState());
	const hint = (...words: readonly string[]) => quote(['docker', 'compose', '-p', files.name, ...words]);
	const chosen = await context.ask.menu({
		title: service === '' ? files.name : `${files.name} · ${service}`,
		items: [
			{ id: 'plan', label: 'Plan, then up…', key: 'U', hint: hint('up', '-d') },
			{ id: 'config', label: 'Show the config', key: 'v', hint: hint('config') },
			{ id: 'edit', label: 'Edit the file, then plan…', key: 'e', disabled: elsewhere && `it ${elsewhere}` },
			{ id: 'pull', label: 'Pull the images', key: 'p', hint: hint('pull'), disabled: readOnly },
			{ id: 'build', label: 'Build the images', key: 'b', hint: hint('build'), disabled: readOnly },
			{ id: 'scale', label: 'Scale a service…', key: 's', hint: hint('up', '-d', '--scale'), disabled: readOnly },
			{ id: 'run', label: 'Run a one-off command…', key: 'r', hint: hint('run', '--rm'), disabled: readOnly },
			{ id: 'copy', label: 'Copy the command', key: 'y', hint: quote(composeArgv(files, ['up', '-d'])) },
		],
	});
	if (chosen !== undefined) {
		await choose(context, subject, chosen);
	}
}

async function choose(context: ActionContext, subject: ProjectSubject, chosen: string): Promise<void> {
	const { files, service } = subject;
	switch (chosen) {
		case 'plan':
			return openPlan(context, subject);
		case 'copy': {
			const text = quote(composeArgv(files, ['up', '-d']));
			return copyText(context, text, text);
		}
		case 'pull':
		case 'build':
			return runWords(context, files, chosen, [chosen]);
	}
	const planned = await readOrExplain(context, subject);
	if (planned === undefined) {
		return;
	}
	switch (chosen) {
		case 'config':
			return showConfig(context, planned, service);
		case 'edit':
			return openPlan(context, subject, await editFile(context, planned, service));
		case 'scale':
			return scaleService(context, planned, service);
		case 'run':
			return runOneOff(context, planned, service);
	}
}

const titles: Readonly<Record<'pull' | 'build', string>> = { pull: 'Pull', build: 'Build' };

async function runWords(
	context: ActionContext,
	files: ComposeFiles,
	verb: 'pull' | 'build',
	words: readonly string[],
): Promise<void> {
	const program = await toolOrToast(context);
	if (program !== undefined) {
		const work: ComposeWork = { title: `${titles[verb]} ${files.name}`, files, words, profiles: [], program };
		await runCompose(context, work);
	}
}

/** The words that start compose; a toast says why there are none. */
async function toolOrToast(context: ActionContext): Promise<readonly string[] | undefined> {
	try {
		return await programOf(context);
	} catch (error) {
		context.toast('bad', wordsOf(error));
		return undefined;
	}
}

/** Reads the project; shows the plan's own explanation when it cannot. */
async function readOrExplain(context: ActionContext, subject: ProjectSubject): Promise<PlannedProject | undefined> {
	try {
		return await context.fetchFirst(`Reading ${subject.files.name}`, signal =>
			planProject(context.engine, subject.files, { ...noChoices, profiles: undefined }, signal),
		);
	} catch (error) {
		if (kindOf(error) === undefined) {
			throw error;
		}
		await openPlan(context, subject);
		return undefined;
	}
}
