import { quote } from '../../../domain/command.js';
import { startOrder } from '../../../domain/compose/plan/converge.js';
import { type PlannedProject, replan } from '../../../domain/compose/plan/make-plan.js';
import { type Choices, type Fate, noChoices } from '../../../domain/compose/plan/plan.js';
import { composeArgv, upWords } from '../../../domain/compose/up/argv.js';
import type { PlanAnswer } from '../../../state/modals/modal.js';
import type { ActionContext } from '../../action.js';
import { kindOf, wordsOf } from '../../failure.js';
import { copyText } from '../copy-text.js';
import { editFile } from './edit-file.js';
import { planProject } from './observe.js';
import { chooseProfiles } from './profiles.js';
import { runCompose } from './run-compose.js';
import { showConfig } from './show-config.js';
import type { ProjectSubject } from './subject.js';

type Request = Omit<Choices, 'profiles'> & { readonly profiles: readonly string[] | undefined };

const firstRequest: Request = { ...noChoices, profiles: undefined };

/**
 * Plans `docker compose up` and shows the plan until the user runs it or leaves. Before it runs, the plan is made again: if
 * the files or the containers have changed, the new plan is shown instead.
 */
export async function openPlan(context: ActionContext, subject: ProjectSubject): Promise<void> {
	let request = firstRequest;
	let service = subject.service;
	let note = '';
	for (;;) {
		const planned = await makePlan(context, subject, request);
		if (planned === 'again') {
			continue;
		}
		if (planned === undefined) {
			return;
		}
		const program = await programOf(context);
		const answer = await askPlan(context, planned, program, service, note);
		if (answer === undefined) {
			return;
		}
		request = answer.choices;
		service = answer.service;
		note = '';
		if (answer.act === 'up') {
			const isSame = await isStillTrue(context, subject, planned, answer.choices);
			if (isSame) {
				return runUp(context, planned, answer.choices, program);
			}
			note = 'The files or the containers have changed since the last plan.';
			continue;
		}
		request = await prepare(context, planned, answer, program, request);
	}
}

/** Does what a plan's key asks for; resolves to the choices of the next plan. */
async function prepare(
	context: ActionContext,
	planned: PlannedProject,
	{ act, choices, service }: PlanAnswer,
	program: readonly string[],
	request: Request,
): Promise<Request> {
	switch (act) {
		case 'profiles':
			return { ...request, profiles: (await chooseProfiles(context, planned, choices.profiles)) ?? choices.profiles };
		case 'edit':
			await editFile(context, planned, service);
			return request;
		case 'config':
			await showConfig(context, planned, service);
			return request;
		case 'copy': {
			const text = quote(composeArgv(planned.files, upWords(choices), choices.profiles, program));
			copyText(context, text, text);
			return request;
		}
		default:
			return request;
	}
}

/** The words that start compose for the engine. */
export const programOf = async ({ engine, fetch }: ActionContext): Promise<readonly string[]> =>
	(await fetch(signal => engine.compose.tool({ signal }))).program;

/** Makes a plan; shows why it cannot, with what helps. `again`: the user wants another try. */
async function makePlan(
	context: ActionContext,
	subject: ProjectSubject,
	request: Request,
): Promise<PlannedProject | 'again' | undefined> {
	const { files } = subject;
	let planned: PlannedProject | undefined;
	let failure: unknown;
	const title = `Plan ${files.name || files.workingDir}`;
	const command = composeArgv(files, ['config', '--format', 'json'], request.profiles ?? []);
	const refusal = await context.attempt({ title, command }, async signal => {
		try {
			planned = await planProject(context.engine, files, request, signal);
		} catch (error) {
			failure = error;
			throw error;
		}
	});
	return planned ?? (refusal === undefined ? undefined : explain(context, subject, failure));
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
	const chosen = await context.ask.menu({
		title: kind === 'unsupported' ? 'No plan without Compose 2' : `No plan for ${files.name || files.workingDir}`,
		about: wordsOf(failure),
		items: [
			...(isFile && files.configFiles.length > 0 ? [{ id: 'edit', label: 'Edit the file', key: 'e' }] : []),
			{ id: 'again', label: 'Try again', key: 'r' },
			{ id: 'copy', label: 'Copy the command', key: 'y', hint: command },
		],
	});
	if (chosen === 'copy') {
		copyText(context, command, command);
	}
	if (chosen === 'edit') {
		await editFile(context, { files, reading: undefined }, service);
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
	return context.ask.plan({ planned, program, index: note === '' ? Math.max(0, index) : 0, note, refusal });
}

/** True if the plan would be the same now. */
async function isStillTrue(
	context: ActionContext,
	{ files }: ProjectSubject,
	before: PlannedProject,
	choices: Choices,
): Promise<boolean> {
	const now = await context.fetch(signal => planProject(context.engine, files, choices, signal));
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
