import { createHash } from 'node:crypto';
import {
	hasReferences,
	type ProjectReading,
	profilesOf,
	type SourceFile,
} from '../../../domain/compose/plan/make-plan.js';
import {
	type ComposeFiles,
	type ComposeModel,
	ModelError,
	parseHashes,
	parseModel,
	parseWarnings,
	resolvedModel,
} from '../../../domain/compose/plan/model.js';
import { labelFilesOf, networkHashesOf, withLabelFiles } from '../../../domain/compose/plan/service-hash.js';
import { composeArgv } from '../../../domain/compose/up/argv.js';
import { readMessage, type UpMessage } from '../../../domain/compose/up/messages.js';
import { type ComposeTool, hasJsonProgress, whyNoPlan } from '../../../domain/compose/up/tool.js';
import type { Endpoint } from '../../../domain/nouns/host.js';
import { sanitize, sanitizeDeep } from '../../../domain/text/sanitize.js';
import type { Call, ComposeCalls, ComposeCommand, ReadOptions } from '../../engine.js';
import { EngineError } from '../../errors.js';
import type { Environment } from '../connect/settings/config-file.js';
import { type Answer, answerOf, linesOf } from './child.js';
import { detectTool } from './detect.js';
import { findFiles, requireFiles, sourcesOf, stampsOf } from './files.js';
import { type Place, placeOf } from './place.js';

/** Compose for an engine, through the program at that engine's place. Starts nothing before the first call. */
export function composeCalls(
	endpoint: Endpoint,
	env: Environment = process.env,
	sshOptions?: () => readonly string[],
): ComposeCalls {
	const place = placeOf(endpoint, env, sshOptions);
	let known: ComposeTool | undefined;
	const tool = async ({ signal }: Call) => {
		// A failure is not kept: the user may install compose meanwhile.
		known ??= await detectTool(place, signal);
		return known;
	};
	return {
		tool,
		find: folder => (place.host === undefined ? findFiles(folder, env) : Promise.resolve(undefined)),
		async read(files, options, call) {
			await requireFiles(place, files);
			const found = await tool(call);
			const why = whyNoPlan(found);
			if (why !== undefined) {
				throw new EngineError('unsupported', why);
			}
			return readProject({ place, tool: found, files, signal: call.signal }, options);
		},
		stamps: stampsOf,
		async inTerminal(files, { words, profiles }, call) {
			await requireFiles(place, files);
			const { program: own } = await tool(call);
			const argv = composeArgv(files, words, profiles, own);
			const { program, args, env: childEnv, folder } = place.terminal(argv, files.workingDir || undefined);
			return { argv: [program, ...args], env: childEnv, ...(folder !== undefined && { folder }) };
		},
		run: (files, command, call) => run(place, files, command, call, tool),
	};
}

type Program = {
	readonly place: Place;
	readonly tool: ComposeTool;
	readonly files: ComposeFiles;
	readonly signal: AbortSignal;
};

/** One `config` for all profiles, one for those that are on, and one for the hashes of that. */
async function readProject(program: Program, options: ReadOptions): Promise<ProjectReading> {
	const { place, files, signal } = program;
	const all = config(program, ['*']).then(({ model }) => profilesOf(model));
	// A service whose profile is off may lack what it needs to be valid.
	const known = all.catch(() => new Map<string, readonly string[]>());
	const on = typeof options.profiles === 'function' ? options.profiles(await known) : options.profiles;
	const [{ model, printed, warnings }, profiles, found] = await Promise.all([
		config(program, on),
		known,
		sourcesOf(place, files, signal),
	]);
	const { hashes, unsure } = await hashesOf(program, printed, { first: options.first, sources: found.sources, on });
	return {
		model,
		hashes,
		networkHashes: networkHashesOf(printed.networks, sha256),
		profiles: profiles.size > 0 ? profiles : profilesOf(model),
		warnings: unsure ? [...warnings, labelFileWarning] : warnings,
		on,
		...found,
	};
}

const labelFileWarning =
	'With label_file, compose may keep what this plan recreates: compose config prints another hash than up uses.';

const mayHaveLabelFiles = (sources: readonly SourceFile[]): boolean =>
	sources.some(({ text }) => /^[^#\n]*\blabel_file["']?\s*:/m.test(text));

async function config(program: Program, profiles: readonly string[], ...flags: readonly string[]) {
	const answer = await ask(program, program.files, ['config', ...flags, '--format', 'json'], profiles);
	const printed = modelIn(answer.stdout);
	return {
		printed,
		model: parseModel(JSON.stringify(sanitizeDeep(printed.printed, { keepNewlines: true }))),
		warnings: parseWarnings(answer.stderr).map(text => sanitize(text)),
	};
}

function modelIn(text: string): ComposeModel {
	try {
		return parseModel(text);
	} catch (error) {
		if (error instanceof ModelError) {
			throw new EngineError('protocol', error.message, { cause: error });
		}
		throw error;
	}
}

type HashOptions = {
	readonly first: ReadOptions['first'];
	readonly sources: readonly SourceFile[];
	readonly on: readonly string[];
};

/** Compose makes the hashes of the model that it has printed: env files are in it, references are resolved. */
async function hashesOf(program: Program, model: ComposeModel, { first, sources, on }: HashOptions) {
	const input = resolvedModel(model, hasReferences(model) ? first : new Map());
	const files = { ...program.files, name: model.name, configFiles: ['-'], environmentFiles: [] };
	const { stdout } = await ask(program, files, ['config', '--no-consistency', '--hash', '*'], ['*'], input);
	const hashes = parseHashes(stdout);
	if (!mayHaveLabelFiles(sources)) {
		return { hashes, unsure: false };
	}
	// Compose prints the files of labels only while it replaces no variables.
	const labelFiles = await config(program, on, '--no-interpolate').then(
		({ model: { services } }) => labelFilesOf(services),
		() => undefined,
	);
	return labelFiles === undefined || !/^v?2\./.test(program.tool.version)
		? { hashes, unsure: true }
		: withLabelFiles(hashes, parseModel(input).services, labelFiles, sha256);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Runs a reading command. Rejects with compose's words when it fails. */
async function ask(
	{ place, tool, signal }: Program,
	files: ComposeFiles,
	words: readonly string[],
	profiles: readonly string[],
	input = '',
): Promise<Answer> {
	const argv = composeArgv(files, words, profiles, tool.program);
	const answer = await answerOf(place.command(argv, files.workingDir || undefined), signal, input);
	if (answer.code !== 0) {
		throw new EngineError('bad-request', refusalOf(answer));
	}
	return answer;
}

/** Compose's last words that are no warnings. */
function refusalOf({ stderr, stdout, code }: Answer): string {
	const lines = (stderr.trim() || stdout.trim()).split('\n').filter(line => !/\blevel=(?:warning|info)\b/.test(line));
	return lines.slice(-5).join('\n') || `compose has exited with exit status ${code}`;
}

const decodeBase64 = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');

async function* run(
	place: Place,
	files: ComposeFiles,
	{ words, profiles }: ComposeCommand,
	call: Call,
	find: (call: Call) => Promise<ComposeTool>,
): AsyncGenerator<UpMessage> {
	await requireFiles(place, files);
	const tool = await find(call);
	const progress = hasJsonProgress(tool) ? ['--progress', 'json'] : [];
	const ansi = tool.kind === 'v1' ? ['--no-ansi'] : ['--ansi', 'never'];
	const argv = composeArgv(files, words, profiles, [...tool.program, ...progress, ...ansi]);
	const lines = linesOf(place.command(argv, files.workingDir || undefined), call.signal);
	let refusal = '';
	let lastLine = '';
	for (let next = await lines.next(); ; next = await lines.next()) {
		if (next.done) {
			return endOf(next.value, refusal || lastLine);
		}
		for (const message of readMessage(next.value, decodeBase64)) {
			// Sanitized strings are all that changes.
			const clean = sanitizeDeep(message, { keepNewlines: message.kind === 'build' }) as UpMessage;
			if (clean.kind === 'error') {
				refusal = clean.text;
			} else if (clean.kind === 'line') {
				lastLine = clean.text.trim() || lastLine;
			}
			yield clean;
		}
	}
}

/** Throws compose's own words about a failure. */
function endOf(end: number | string, refusal: string): void {
	if (end === 0) {
		return;
	}
	const how = typeof end === 'string' ? `compose was ended by ${end}` : `compose has exited with exit status ${end}`;
	throw new EngineError('stream', refusal || how, typeof end === 'number' ? { exitCode: end } : {});
}
