import { type Build, buildCommand } from '../../../domain/commands/build.js';
import type { BuildOptions } from '../../../engine/engine.js';
import type { FormValues } from '../../../state/modals/modal.js';
import type { Files } from '../../action.js';
import { tagError } from '../registry/tag.js';
import { pairs } from '../resources/pairs.js';

/** What a form of a build holds, as `docker build` is told; paths as they were typed. */
export function readBuild(values: FormValues): Build {
	const text = (name: string) => String(values[name]).trim();
	const rows = (name: string) => values[name] as readonly string[];
	return {
		context: text('context'),
		dockerfile: text('dockerfile'),
		tags: rows('tags').map(tag => tag.trim()),
		buildArgs: Object.fromEntries(rows('buildArgs').map(argument)),
		labels: pairs(rows('labels')),
		target: text('target'),
		platform: text('platform'),
		noCache: values.noCache === 'true',
		pull: values.pull === 'true',
	};
}

/** What a folder is built with the first time. */
export function firstValues(folder: string): FormValues {
	const name = (folder.split('/').findLast(part => part !== '') ?? '').toLowerCase();
	return {
		context: folder,
		dockerfile: '',
		tags: name !== '' && tagError(name) === undefined ? [name] : [],
		buildArgs: [],
		target: '',
		platform: '',
		noCache: '',
		pull: '',
		labels: [],
	};
}

/** The absolute path of the context, without a slash at its end. */
export const folderOf = (files: Files, values: FormValues): string =>
	files.resolve(String(values.context).trim()).replace(/(.)\/+$/, '$1');

/** The command as any shell takes it: `~/` is only a shell's while it is not quoted. */
export function shownArgv(files: Files, build: Build): readonly string[] {
	const path = (text: string) => (text.startsWith('~') ? files.resolve(text) : text);
	return buildCommand.argv({ ...build, context: path(build.context), dockerfile: path(build.dockerfile ?? '') });
}

/** The same for the engine: docker takes the Dockerfile's path from where it runs, not from the context. */
export function engineOptions(
	files: Files,
	{ context, dockerfile, ...build }: Build,
): Omit<BuildOptions, 'builder' | 'auth'> {
	return {
		...build,
		context: files.resolve(context),
		...(dockerfile && { dockerfile: files.resolve(dockerfile) }),
	};
}

function argument(row: string): [name: string, value: string | undefined] {
	const at = row.indexOf('=');
	return at < 0 ? [row, undefined] : [row.slice(0, at), row.slice(at + 1)];
}
