import { parseReference, withDefaultTag } from '../reference.js';
import { UsageError } from '../run/usage-error.js';
import { type ApiRequest, option, post, toggle } from './api-request.js';
import { taggable } from './commit.js';

/** `docker tag 98549966bf67 team/app:v2`. */
export function tagArgv(image: string, reference: string): string[] {
	return ['docker', 'tag', image, reference];
}
export function tagRequest(image: string, reference: string): ApiRequest {
	const { domain, path, tag = 'latest' } = taggable(reference);
	return post(`/images/${image}/tag`, { repo: `${domain}/${path}`, tag });
}

/** `docker pull --platform linux/arm64 busybox`. */
export function pullArgv(reference: string, platform = ''): string[] {
	return ['docker', 'pull', ...option('--platform', platform), reference];
}
/** `POST /images/create`; the engine makes what it can of the platform. Throws UsageError. */
export function pullRequest(reference: string, platform = ''): ApiRequest {
	const { domain, path, tag, digest } = withDefaultTag(referenceOf(reference));
	return post('/images/create', {
		fromImage: `${domain}/${path}`,
		...(platform !== '' && { platform: platform.toLowerCase() }),
		tag: digest ?? tag ?? '',
	});
}

/** `docker push team/app:v2`. */
export function pushArgv(reference: string): string[] {
	return ['docker', 'push', reference];
}
export function pushRequest(reference: string): ApiRequest {
	const { domain, path, tag = 'latest' } = referenceOf(reference);
	return post(`/images/${domain}/${path}/push`, { tag });
}

export type ImageRemoval = { readonly force?: boolean /** Keep untagged parents. */; readonly noPrune?: boolean };

/** `docker rmi --force busybox`. */
export function removeImageArgv(images: readonly string[], { force, noPrune }: ImageRemoval = {}): string[] {
	return ['docker', 'rmi', ...toggle('--force', force), ...toggle('--no-prune', noPrune), ...images];
}
export function removeImageRequest(image: string, { force, noPrune }: ImageRemoval = {}): ApiRequest {
	const query = { ...(force && { force: '1' }), ...(noPrune && { noprune: '1' }) };
	return { method: 'DELETE', path: `/images/${image}`, query };
}

function referenceOf(text: string) {
	const parsed = parseReference(text);
	if (!parsed.ok) {
		throw new UsageError(parsed.error);
	}
	return parsed.value;
}
