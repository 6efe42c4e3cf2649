import { type Validator, validateEnv, validateLabel } from '../../../domain/run/validate.js';
import type { FormOf } from '../../../state/modals/form-fields.js';
import type { Sentences } from '../../../state/modals/modal.js';
import type { ActionContext } from '../../action.js';
import type { Files } from '../../files.js';
import { createLookup } from '../lookup.js';
import { tagError } from '../registry/tag.js';
import { type BuildValues, buildFields, firstValues, folderOf, readBuild, shownArgv } from './build-options.js';

/** The form of a build. Warnings about missing paths show while the user types, as soon as their lookup ends. */
export function buildForm(context: ActionContext, initial: BuildValues): FormOf<typeof buildFields> {
	const lookUp = createLookup(context, async path => (await context.files.stat(path)) ?? 'nothing');
	return {
		title: 'Build an image',
		fields: buildFields,
		initial,
		submit: 'Build',
		validate: values => ({
			...(values.context.trim() === '' ? { context: 'a folder is needed' } : {}),
			...rowErrors('tags', values.tags, tag => tagError(tag.trim())),
			...rowErrors('buildArgs', values.buildArgs, validateEnv),
			...rowErrors('labels', values.labels, validateLabel),
		}),
		warnings(values): Sentences {
			const folder = folderOf(context.files, values);
			const dockerfile = values.dockerfile.trim();
			if (values.context.trim() === '') {
				return {};
			}
			const found = lookUp(folder);
			if (found === undefined) {
				return {};
			}
			if (found !== 'folder') {
				return { context: found === 'file' ? 'not a folder' : 'not found' };
			}
			return { ...dockerfileWarning(folder, dockerfile, lookUp), ...tagWarning(context.files, initial, values) };
		},
		command: values => shownArgv(context.files, readBuild(values)),
	};
}

function dockerfileWarning(folder: string, dockerfile: string, lookUp: LookUp): Sentences {
	if (dockerfile === '') {
		return usualNames(folder).every(name => lookUp(name) === 'nothing')
			? { dockerfile: 'not found in that folder' }
			: {};
	}
	const file = lookUp(dockerfile);
	return file === 'nothing' || file === 'folder' ? { dockerfile: file === 'folder' ? 'is a folder' : 'not found' } : {};
}

/** Warns when the user chose another folder, but the tag still names the first one. */
function tagWarning(files: Files, initial: BuildValues, values: BuildValues): Sentences {
	const nameOf = (form: BuildValues) => firstValues(folderOf(files, form)).tags[0];
	const name = nameOf(initial);
	const isLeft = name !== undefined && values.tags[0] === name && nameOf(values) !== name;
	return isLeft ? { 'tags.0': 'named after the other folder' } : {};
}

/** The reason why a build cannot start, checked on Enter; undefined when it can. */
export async function refusalOf({ files }: ActionContext, values: BuildValues): Promise<string | undefined> {
	const folder = folderOf(files, values);
	const found = await files.stat(folder);
	if (found !== 'folder') {
		return found === 'file' ? `${folder} is not a folder` : `path "${folder}" not found`;
	}
	const dockerfile = values.dockerfile.trim();
	if (dockerfile !== '') {
		return (await files.stat(dockerfile)) === 'file' ? undefined : `Dockerfile ${files.resolve(dockerfile)} not found`;
	}
	const usual = await Promise.all(usualNames(folder).map(name => files.stat(name)));
	return usual.includes('file') ? undefined : `no Dockerfile in ${folder}`;
}

/** The docker CLI accepts either name. */
const usualNames = (folder: string): readonly string[] => [`${folder}/Dockerfile`, `${folder}/dockerfile`];

const rowErrors = (name: keyof BuildValues, rows: readonly string[], check: Validator): Sentences =>
	Object.fromEntries(
		rows.flatMap((row, index) => {
			const error = check(row);
			return error === undefined ? [] : [[`${name}.${index}`, error]];
		}),
	);

/** The kind of file at a path; undefined until the lookup ends. */
type LookUp = (path: string) => 'file' | 'folder' | 'nothing' | undefined;
