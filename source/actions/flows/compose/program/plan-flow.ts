import { quote } from '../../../../domain/command.js';
import { startOrder } from '../../../../domain/compose/plan/converge.js';
import { type PlannedProject, replan } from '../../../../domain/compose/plan/make-plan.js';
import { type Choices, type Fate, noChoices } from '../../../../domain/compose/plan/plan.js';
import { composeArgv, upWords } from '../../../../domain/compose/up/argv.js';
import type { PlanAnswer } from '../../../../state/modals/modal.js';
import type { ActionContext } from '../../../action.js';
import { kindOf, wordsOf } from '../../../failure.js';
import { copyText } from '../../copy-text.js';
import type { ProjectSubject } from '../subject.js';
import { editFile, whyNotHere } from './edit-file.js';
import { planProject } from './observe.js';
import { chooseProfiles } from './profiles.js';
import { runCompose } from './run-compose.js';
import { showConfig } from './show-config.js';

type Request = Omit<Choices, 'profiles'> & { readonly profiles: readonly string[] | undefined };

const firstRequest: Request = { ...noChoices, profiles: undefined };

/**
 * Plans `docker compose up` and shows the plan until the user runs it or leaves. Before it runs, the plan is made again: if
 * the files or the containers have changed, the new plan is shown instead.
 */
export async function openPlan(context: ActionContext, subject: ProjectSubject, firstNote = ''): Promise<void> {
	let request = firstRequest;
	let service = subject.service;
	let note = firstNote;
	let known: Made | undefined;
	for (;;) {
		const made = known ?? (await makePlan(context, subject, request));
		known = undefined;
		if (made === 'again') {
			continue;
		}
		if (made === undefined) {
			return;
		}
		const { planned, program } = made;
		const answer = await askPlan(context, planned, program, service, note);
		if (answer === undefined) {
			return;
		}
		request = answer.choices;
		service = answer.service;
		note = '';
		if (answer.act === 'up') {
			if (await isStillTrue(context, subject, planned, answer.choices)) {
				return runUp(context, replan(planned, answer.choices), answer.choices, program);
			}
			note = 'The files or the containers have changed since the last plan.';
		} else if (answer.act === 'profiles') {
			const profiles = await chooseProfiles(context, planned, answer.choices.profiles);
			request = { ...answer.choices, profiles: profiles ?? answer.choices.profiles };
		} else if (answer.act !== 'again') {
			const problem = await show(context, planned, answer, program);
			note = problem ?? '';
			// Only an edited file makes another plan.
			if (answer.act !== 'edit' || problem !== undefined) {
				known = { planned: replan(planned, answer.choices), program };
			}
		}
	}
}

/** Shows, copies or edits something of a plan; resolves to the reason why it could not. */
async function show(
	context: ActionContext,
	planned: PlannedProject,
	{ act, choices, service }: PlanAnswer,
	program: readonly string[],
): Promise<string | undefined> {
	if (act === 'edit') {
		return editFile(context, planned, service);
	}
	if (act === 'config') {
		await showConfig(context, planned, service);
	} else {
		const text = quote(composeArgv(planned.files, upWords(choices), choices.profiles, program));
		copyText(context, text, text);
	}
	return undefined;
}

/** The words that start compose for the engine. */
export const programOf = async ({ engine, fetch }: ActionContext): Promise<readonly string[]> =>
	(await fetch(signal => engine.compose.tool({ signal }))).program;

type Made = { readonly planned: PlannedProject; readonly program: readonly string[] };

/**
 * Makes a plan; shows why it cannot, with what helps. `again`: the user wants another try. Keys wait meanwhile: compose needs some
 * time.
 */
async function makePlan(
	context: ActionContext,
	subject: ProjectSubject,
	request: Request,
): Promise<Made | 'again' | undefined> {
	const { files } = subject;
	let made: Made | undefined;
	let failure: unknown;
	const title = `Plan ${files.name || files.workingDir}`;
	const command = composeArgv(files, ['config', '--format', 'json'], request.profiles ?? []);
	const plan = async (signal: AbortSignal) => {
		try {
			const planned = await planProject(context.engine, files, request, signal);
			made = { planned, program: (await context.engine.compose.tool({ signal })).program };
		} catch (error) {
			failure = error;
			throw error;
		}
	};
	const refusal = await context.fetchFirst(`Planning ${files.name || 'the project'}`, signal =>
		context.attempt({ title, command, signal }, plan),
	);
	return made ?? (refusal === undefined ? undefined : explain(context, subject, failure));
}

/** Shows compose's words, and offers what the user can do about them. */
async function explain(
	context: ActionContext,
	{ files, service }: ProjectSubject,
	failure: unknown,
): Promise<'again' | undefined> {
	const kind = kindOf(failure);
	const isFile = kind === 'bad-request' || kind === 'protocol';
	const command = quote(composeArgv(files, ['up', '-d']));
	const elsewhere = whyNotHere(context.getState());
	const chosen = await context.ask.menu({
		title: kind === 'unsupported' ? 'No plan without Compose 2' : `No plan for ${files.name || files.workingDir}`,
		about: wordsOf(failure),
		items: [
			...(isFile && files.configFiles.length > 0
				? [{ id: 'edit', label: 'Edit the file', key: 'e', disabled: elsewhere && `it ${elsewhere}` }]
				: []),
			{ id: 'again', label: 'Try again', key: 'r' },
			{ id: 'copy', label: 'Copy the command', key: 'y', hint: command },
		],
	});
	if (chosen === 'copy') {
		copyText(context, command, command);
	}
	if (chosen === 'edit') {
		const problem = await editFile(context, { files, reading: undefined }, service);
		if (problem !== undefined) {
			context.toast('warn', problem);
			return undefined;
		}
	}
	return chosen === 'edit' || chosen === 'again' ? 'again' : undefined;
}

function askPlan(
	context: ActionContext,
	planned: PlannedProject,
	program: readonly string[],
	service: string,
	note: string,
): Promise<PlanAnswer | undefined> {
	const index = planned.plan.services.findIndex(each => each.service === service);
	const missing = planned.plan.resources.find(({ fate }) => fate === 'missing');
	const refusal = context.getState().readOnly
		? 'plimsoll runs read-only: up is not available'
		: missing && `${missing.kind} ${missing.name} is external and does not exist`;
	return context.ask.plan({ planned, program, index: Math.max(0, index), note, refusal });
}

/** True if the plan would be the same now. */
async function isStillTrue(
	context: ActionContext,
	{ files }: ProjectSubject,
	before: PlannedProject,
	choices: Choices,
): Promise<boolean> {
	let now: PlannedProject;
	try {
		now = await context.fetchFirst('Checking the plan', signal => planProject(context.engine, files, choices, signal));
	} catch (error) {
		if (kindOf(error) === undefined) {
			throw error;
		}
		// The next plan fails for the same reason, and shows it.
		return false;
	}
	const texts = ({ plan, reading }: PlannedProject) => [
		...reading.sources.map(({ path, mark }) => `${path} ${mark}`),
		...plan.services.map(service => JSON.stringify(service)).sort(),
		JSON.stringify([plan.resources, plan.orphans, plan.off]),
	];
	return texts(now).join('\n') === texts(replan(before, choices)).join('\n');
}

const expectedWords: Readonly<Record<Fate, string>> = {
	blocked: 'cannot start',
	recreate: 'to recreate',
	remove: 'to remove',
	create: 'to create',
	restart: 'to restart',
	start: 'to start',
	keep: 'stays',
};

async function runUp(
	context: ActionContext,
	{ files, plan, reading }: PlannedProject,
	choices: Choices,
	program: readonly string[],
): Promise<void> {
	const order = startOrder(reading.model);
	const services = plan.services
		.filter(({ isSkipped }) => !isSkipped)
		.sort((a, b) => order.indexOf(a.service) - order.indexOf(b.service));
	const expected = services.flatMap(({ containers }) =>
		containers.map(({ name, fate }) => ({ name, status: expectedWords[fate] })),
	);
	const title = `Up ${plan.project}${choices.services.length > 0 ? ` ${choices.services.join(', ')}` : ''}`;
	await runCompose(context, { title, files, words: upWords(choices), profiles: choices.profiles, program, expected });
}
