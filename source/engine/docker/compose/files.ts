import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { normalizeName } from '../../../domain/compose/found.js';
import type { SourceFile, Watch } from '../../../domain/compose/plan/make-plan.js';
import type { ComposeFiles } from '../../../domain/compose/plan/model.js';
import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';
import type { Environment } from '../connect/settings/config-file.js';
import { answerOf } from './child.js';
import type { Place } from './place.js';
import { referencedFiles } from './referenced-files.js';

/** The names that compose looks for in a folder and in the folders above it. Source: compose-go cli/options.go. */
const usualNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** A file is shown up to this size, and compared up to it. */
const maxBytes = 1024 * 1024;

/**
 * Throws an EngineError (`not-found`) when compose cannot open the project's files: a plan of other files would be about
 * another project. On another machine, compose itself answers.
 */
export async function requireFiles(place: Place, files: ComposeFiles): Promise<void> {
	const { configFiles, workingDir, name } = files;
	if (configFiles.length === 0 && workingDir === '') {
		throw missing(`${name}: its containers do not name a compose file`);
	}
	const relative = configFiles.find(file => !isAbsolute(file));
	if (relative === '-' || (configFiles.length === 0 && name !== '')) {
		throw missing(`${name} came from standard input: it has no compose file in ${workingDir}`);
	}
	if (relative !== undefined) {
		throw missing(`${name}: its containers name the file ${relative} without a folder`);
	}
	if (place.host !== undefined) {
		return;
	}
	for (const file of configFiles) {
		if (!(await isFile(file))) {
			throw missing(`${file}: not on this machine. The project runs on another one, or its folder has moved.`);
		}
	}
}

const missing = (words: string): EngineError => new EngineError('not-found', words);

async function isFile(path: string): Promise<boolean> {
	try {
		return !(await stat(path)).isDirectory();
	} catch {
		return false;
	}
}

/** The folder and files that compose finds from a folder of this machine: the nearest upwards, unless COMPOSE_FILE names them. */
export async function findFiles(folder: string, env: Environment): Promise<ComposeFiles | undefined> {
	const named = env.COMPOSE_FILE || (await dotEnv(folder)).get('COMPOSE_FILE');
	if (named) {
		const separator = env.COMPOSE_PATH_SEPARATOR || ':';
		const configFiles = named.split(separator).map(file => resolve(folder, file));
		return withName({ name: '', workingDir: resolve(configFiles[0]!, '..'), configFiles, environmentFiles: [] }, env);
	}
	for (let at = resolve(folder); ; at = resolve(at, '..')) {
		for (const name of usualNames) {
			const file = join(at, name);
			if (await isFile(file)) {
				const configFiles = [file, ...(await overrideOf(file))];
				return withName({ name: '', workingDir: at, configFiles, environmentFiles: [] }, env);
			}
		}
		if (at === resolve(at, '..')) {
			return undefined;
		}
	}
}

/** Source: compose-go cli/options.go, WithName; loader/loader.go, projectName. */
async function withName(files: ComposeFiles, env: Environment): Promise<ComposeFiles> {
	const { workingDir, configFiles } = files;
	const chosen = env.COMPOSE_PROJECT_NAME || (await dotEnv(workingDir)).get('COMPOSE_PROJECT_NAME');
	const texts = chosen ? [] : await Promise.all(configFiles.map(file => readHere(file).catch(() => undefined)));
	const inFiles = texts.map(text => /^name:\s*(["']?)([^"'#\s$]+)\1\s*(?:#.*)?$/m.exec(text ?? '')?.[2]);
	const name = chosen || inFiles.findLast(each => each !== undefined) || basename(workingDir);
	return { ...files, name: normalizeName(name) };
}

async function overrideOf(file: string): Promise<string[]> {
	const stem = file.replace(/\.ya?ml$/, '');
	for (const end of ['.override.yml', '.override.yaml']) {
		if (await isFile(stem + end)) {
			return [stem + end];
		}
	}
	return [];
}

const dotEnv = (folder: string): Promise<ReadonlyMap<string, string>> => variablesIn(join(folder, '.env'));

/** The plain `NAME=value` lines of a file. */
async function variablesIn(path: string): Promise<ReadonlyMap<string, string>> {
	const text = (await readHere(path).catch(() => undefined)) ?? '';
	const lines = [...text.matchAll(/^\s*(?:export\s+)?(\w+)\s*=\s*(["']?)(.*?)\2\s*$/gm)];
	return new Map(lines.map(([, name = '', , value = '']) => [name, value]));
}

/**
 * The project's files, then those that they name, with their content and a mark that changes with it, and what of them is looked
 * at for changes. Files that cannot be read are no sources.
 */
export async function sourcesOf(
	place: Place,
	files: ComposeFiles,
	signal: AbortSignal,
): Promise<{ readonly sources: readonly SourceFile[]; readonly watch: Watch }> {
	const { configFiles, workingDir } = files;
	const envFiles = envFilesOf(files);
	const isHere = place.host === undefined;
	// On another machine each file costs a session.
	const named = isHere
		? await referencedFiles(configFiles, workingDir, {
				read: readHere,
				variableOf: await valuesOf(envFiles, place.env),
			})
		: { paths: [], unknown: [] };
	const paths = [...new Set([...configFiles, ...envFiles, ...named.paths])];
	// A file that is written meanwhile has a later stamp the next time.
	const stamps = isHere ? await stampsOf(paths) : [];
	const read = isHere ? readHere : (path: string) => readThere(place, path, signal);
	const texts = await Promise.all(paths.map(path => read(path).catch(() => undefined)));
	const sources = paths.flatMap((path, index) => {
		const text = texts[index];
		if (text === undefined) {
			return [];
		}
		const mark = createHash('sha1').update(text).digest('hex');
		return [{ path, mark, text: sanitize(text, { keepNewlines: true }) }];
	});
	const watched = isHere ? paths.map((path, index) => ({ path, stamp: stamps[index] ?? '' })) : [];
	const unknown = named.unknown.map(path => sanitize(path));
	return { sources, watch: { files: watched, host: place.host, unknown } };
}

/** The files of variables that compose reads for a project: those that were named to it, or else `.env`. */
const envFilesOf = ({ environmentFiles, workingDir }: ComposeFiles): readonly string[] =>
	environmentFiles.length > 0 || workingDir === '' ? environmentFiles : [join(workingDir, '.env')];

/** Returns the value of a variable as compose has it: the environment overrides the files. */
async function valuesOf(envFiles: readonly string[], env: Environment): Promise<(name: string) => string | undefined> {
	const read = await Promise.all(envFiles.map(variablesIn));
	const all = new Map(read.flatMap(each => [...each]));
	return name => env[name] ?? all.get(name);
}

/** A text for each file of this machine that changes when the file is written. Reads no file. */
export const stampsOf = (paths: readonly string[]): Promise<readonly string[]> =>
	Promise.all(
		paths.map(async path => {
			try {
				const { mtimeMs, size, ino } = await stat(path);
				return `${mtimeMs} ${size} ${ino}`;
			} catch {
				return 'gone';
			}
		}),
	);

/** Reads a regular file only: a read of a device or a named pipe may never end. */
async function readHere(path: string): Promise<string | undefined> {
	const info = await stat(path);
	return info.isFile() && info.size <= maxBytes ? readFile(path, 'utf8') : undefined;
}

async function readThere(place: Place, path: string, signal: AbortSignal): Promise<string | undefined> {
	const { code, stdout } = await answerOf(place.command(['head', '-c', `${maxBytes}`, path]), signal);
	return code === 0 ? stdout : undefined;
}
