import { familiar, parseReference } from '../registry/reference.js';
import type { Container } from './container.js';
import { shortId } from './short-id.js';

const cached = new Map<string, string>();
const maxCached = 2000;

/**
 * The IMAGE column of `docker ps`: the image's short id if the name of the create command belongs to another image now, no
 * digest. Source: docker/cli cli/command/formatter/container.go, Image.
 */
export function imageText({ image, imageId }: Pick<Container, 'image' | 'imageId'>): string {
	if (image === '') {
		return '<no image>';
	}
	if (imageId !== '' && shortId(image) === shortId(imageId)) {
		return shortId(imageId);
	}
	const known = cached.get(image);
	if (known !== undefined) {
		return known;
	}
	const text = withoutDigest(image);
	if (cached.size >= maxCached) {
		cached.clear();
	}
	cached.set(image, text);
	return text;
}

function withoutDigest(image: string): string {
	const parsed = parseReference(image);
	if (!parsed.ok) {
		return image;
	}
	const { domain, path, tag } = parsed.value;
	return familiar({ domain, path, ...(tag !== undefined && { tag }) });
}
