import { type Build, buildCommand } from '../../../domain/commands/build.js';
import type { BuildOptions } from '../../../engine/engine.js';
import { rows, text, toggle, type ValuesOf } from '../../../state/modals/form-fields.js';
import type { Files } from '../../files.js';
import { tagError } from '../registry/tag.js';
import { pairs } from '../resources/pairs.js';

export const buildFields = {
	context: text('Folder', {
		placeholder: '~/app',
		help: 'Files in .dockerignore are not sent',
		completes: 'folders',
	}),
	dockerfile: text('Dockerfile', {
		placeholder: 'Dockerfile in that folder',
		help: 'relative to where plimsoll was started; may be outside the folder',
		completes: 'paths',
	}),
	tags: rows('Tags', {
		placeholder: 'user/app:v1',
		help: '[registry[:port]/]name[:tag]; without a tag it is latest',
		completes: 'images',
	}),
	buildArgs: rows('Build args', {
		placeholder: 'NAME=value',
		help: 'NAME alone: value from the environment. The history shows it: no secrets',
	}),
	target: text('Target', { help: 'the stage to build; empty: the last one', advanced: true }),
	platform: text('Platform', { placeholder: 'linux/arm64', advanced: true }),
	noCache: toggle('No cache', { help: 'runs every step again', advanced: true }),
	pull: toggle('Pull', { help: 'asks the registry for a newer base image', advanced: true }),
	labels: rows('Labels', { placeholder: 'name=value', advanced: true }),
};

export type BuildValues = ValuesOf<typeof buildFields>;

/** The options of `docker build` that the values of the form stand for; paths as the user typed them. */
export const readBuild = (values: BuildValues): Build => ({
	context: values.context.trim(),
	dockerfile: values.dockerfile.trim(),
	tags: values.tags.map(tag => tag.trim()),
	buildArgs: Object.fromEntries(values.buildArgs.map(argument)),
	labels: pairs(values.labels),
	target: values.target.trim(),
	platform: values.platform.trim(),
	noCache: values.noCache,
	pull: values.pull,
});

/** The values of the form when a folder is built for the first time. */
export function firstValues(folder: string): BuildValues {
	const name = (folder.split('/').findLast(part => part !== '') ?? '').toLowerCase();
	return {
		context: folder,
		dockerfile: '',
		tags: name !== '' && tagError(name) === undefined ? [name] : [],
		buildArgs: [],
		target: '',
		platform: '',
		noCache: false,
		pull: false,
		labels: [],
	};
}

/** The absolute path of the context, without a slash at its end. */
export const folderOf = (files: Files, { context }: Pick<BuildValues, 'context'>): string =>
	files.resolve(context.trim()).replace(/(.)\/+$/, '$1');

/** The command for any shell, with `~/` expanded: a shell does not expand it in a quoted word. */
export function shownArgv(files: Files, build: Build): readonly string[] {
	const path = (text: string) => (text.startsWith('~') ? files.resolve(text) : text);
	return buildCommand.argv({ ...build, context: path(build.context), dockerfile: path(build.dockerfile ?? '') });
}

/** The options for the engine. Docker resolves the Dockerfile's path from its working directory, not from the context. */
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
