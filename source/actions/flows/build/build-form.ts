import { type Validator, validateEnv, validateLabel } from '../../../domain/run/validate.js';
import type { Field, FormSpec, FormValues } from '../../../state/modals/modal.js';
import type { ActionContext, Files } from '../../action.js';
import { createLook } from '../look.js';
import { tagError } from '../registry/tag.js';
import { firstValues, folderOf, readBuild, shownArgv } from './build-options.js';

const fields: readonly Field[] = [
	{
		name: 'context',
		label: 'Folder',
		kind: 'text',
		placeholder: '~/app',
		help: 'sent to the engine, but for what .dockerignore names',
		completes: 'folders',
	},
	{
		name: 'dockerfile',
		label: 'Dockerfile',
		kind: 'text',
		placeholder: 'Dockerfile in that folder',
		help: 'a path from where plimsoll was started, also outside of the folder',
		completes: 'paths',
	},
	{
		name: 'tags',
		label: 'Tags',
		kind: 'rows',
		placeholder: 'user/app:v1',
		help: '[registry[:port]/]name[:tag]; without a tag it is latest',
		completes: 'images',
	},
	{
		name: 'buildArgs',
		label: 'Build args',
		kind: 'rows',
		placeholder: 'NAME=value',
		help: 'NAME alone: from the environment; the history shows them, so no secrets',
	},
	{
		name: 'target',
		label: 'Target',
		kind: 'text',
		help: 'the stage to stop at; the last one when empty',
		advanced: true,
	},
	{ name: 'platform', label: 'Platform', kind: 'text', placeholder: 'linux/arm64', advanced: true },
	{ name: 'noCache', label: 'No cache', kind: 'toggle', help: 'does every step again', advanced: true },
	{ name: 'pull', label: 'Pull', kind: 'toggle', help: 'asks the registry for a newer base image', advanced: true },
	{ name: 'labels', label: 'Labels', kind: 'rows', placeholder: 'name=value', advanced: true },
];

/** The form of a build. What cannot be read is told while typing, as soon as it was looked for. */
export function buildForm(context: ActionContext, initial: FormValues): FormSpec {
	const look = createLook(context, async path => (await context.files.stat(path)) ?? 'nothing');
	return {
		title: 'Build an image',
		fields,
		initial,
		submit: 'Build',
		validate: values => ({
			...(String(values.context).trim() === '' ? { context: 'a folder is needed' } : {}),
			...rowErrors(values, 'tags', tag => tagError(tag.trim())),
			...rowErrors(values, 'buildArgs', validateEnv),
			...rowErrors(values, 'labels', validateLabel),
		}),
		warnings(values): Record<string, string> {
			const folder = folderOf(context.files, values);
			const dockerfile = String(values.dockerfile).trim();
			if (String(values.context).trim() === '') {
				return {};
			}
			const found = look(folder);
			if (found === undefined) {
				return {};
			}
			if (found !== 'folder') {
				return { context: found === 'file' ? 'not a folder' : 'not found' };
			}
			return { ...dockerfileWarning(folder, dockerfile, look), ...tagWarning(context.files, initial, values) };
		},
		command: values => shownArgv(context.files, readBuild(values)),
	};
}

function dockerfileWarning(folder: string, dockerfile: string, look: Look): Record<string, string> {
	if (dockerfile === '') {
		return usualNames(folder).every(name => look(name) === 'nothing') ? { dockerfile: 'none in that folder' } : {};
	}
	const file = look(dockerfile);
	return file === 'nothing' || file === 'folder' ? { dockerfile: file === 'folder' ? 'a folder' : 'not found' } : {};
}

/** Another folder was typed, but its image would still be called after the first. */
function tagWarning(files: Files, initial: FormValues, values: FormValues): Record<string, string> {
	const nameOf = (form: FormValues) => firstValues(folderOf(files, form)).tags?.[0];
	const name = nameOf(initial);
	const isLeft = name !== undefined && values.tags?.[0] === name && nameOf(values) !== name;
	return isLeft ? { 'tags.0': 'called after the other folder' } : {};
}

/** Why a build cannot begin, found out on Enter; undefined when it can. */
export async function refusalOf({ files }: ActionContext, values: FormValues): Promise<string | undefined> {
	const folder = folderOf(files, values);
	const found = await files.stat(folder);
	if (found !== 'folder') {
		return found === 'file' ? `${folder} is not a folder` : `path "${folder}" not found`;
	}
	const dockerfile = String(values.dockerfile).trim();
	if (dockerfile !== '') {
		return (await files.stat(dockerfile)) === 'file' ? undefined : `Dockerfile ${files.resolve(dockerfile)} not found`;
	}
	const usual = await Promise.all(usualNames(folder).map(name => files.stat(name)));
	return usual.includes('file') ? undefined : `no Dockerfile in ${folder}`;
}

/** The docker CLI takes either. */
const usualNames = (folder: string): readonly string[] => [`${folder}/Dockerfile`, `${folder}/dockerfile`];

function rowErrors(values: FormValues, name: string, check: Validator): Record<string, string> {
	const errors: Record<string, string> = {};
	(values[name] as readonly string[]).forEach((row, index) => {
		const error = check(row);
		if (error !== undefined) {
			errors[`${name}.${index}`] = error;
		}
	});
	return errors;
}

/** What is at a path; undefined until the answer is there. */
type Look = (path: string) => 'file' | 'folder' | 'nothing' | undefined;
