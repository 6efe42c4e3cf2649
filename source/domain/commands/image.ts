import { parseReference, withDefaultTag } from '../registry/reference.js';
import { UsageError } from '../run/usage-error.js';
import { type Command, type Names, option, post, remove, toggle } from './api-request.js';
import { taggable } from './commit.js';

/** `docker tag 98549966bf67 team/app:v2`. The request throws UsageError for an invalid reference and for one with a digest. */
export const tagCommand: Command<string> = {
	argv: (image, reference) => ['docker', 'tag', image, reference],
	request(image, reference) {
		const { domain, path, tag = 'latest' } = taggable(reference);
		return post(['images', { reference: image }, 'tag'], { repo: `${domain}/${path}`, tag });
	},
};

/** Empty for the engine's own platform. */
export type Pull = { readonly platform?: string };

/** `docker pull --platform linux/arm64 busybox`. The request throws UsageError for an invalid reference. */
export const pullCommand: Command<Pull> = {
	argv: (reference, { platform }) => ['docker', 'pull', ...option('--platform', platform), reference],
	request(reference, { platform }) {
		const { domain, path, tag, digest } = withDefaultTag(referenceOf(reference));
		return post(['images', 'create'], {
			fromImage: `${domain}/${path}`,
			platform: platform?.toLowerCase() || undefined,
			tag: digest ?? tag,
		});
	},
};

/** `docker push team/app:v2`. The request throws UsageError for an invalid reference and for one with a digest. */
export const pushCommand = {
	argv: (reference: string): string[] => ['docker', 'push', reference],
	request(reference: string) {
		const { domain, path, tag = 'latest', digest } = referenceOf(reference);
		if (digest !== undefined) {
			throw new UsageError('cannot push a digest reference');
		}
		return post(['images', { reference: `${domain}/${path}` }, 'push'], { tag });
	},
};

/** `noPrune` keeps parents without a tag. */
export type ImageRemoval = { readonly force?: boolean; readonly noPrune?: boolean };

/** `docker rmi --force busybox`. */
export const removeImageCommand: Command<ImageRemoval, Names> = {
	argv: (images, { force, noPrune }) => [
		...['docker', 'rmi', ...toggle('--force', force), ...toggle('--no-prune', noPrune)],
		...images,
	],
	request: (image, { force, noPrune }) => remove(['images', { reference: image }], { force, noprune: noPrune }),
};

function referenceOf(text: string) {
	const parsed = parseReference(text);
	if (!parsed.ok) {
		throw new UsageError(parsed.error);
	}
	return parsed.value;
}
