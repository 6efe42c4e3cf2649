import { shortId } from './short-id.js';

/** An image of `docker images`; one record per image id, with all its references. Times are Unix milliseconds, sizes bytes. */
export type Image = {
	/** Full id, `sha256:…`. */
	readonly id: string;
	readonly parentId: string;
	/** `repository:tag`, familiar form; empty when dangling. */
	readonly tags: readonly string[];
	/** `repository@sha256:…`. */
	readonly digests: readonly string[];
	readonly createdAt: number;
	/** On disk: with containerd's image store, the content and the unpacked files of all platforms. */
	readonly size: number;
	/** Number of containers in any state that use it; -1 when the engine did not count them. */
	readonly containers: number;
	readonly labels: Readonly<Record<string, string>>;
};

/** Fields that `docker image inspect` adds. */
export type ImageDetail = {
	readonly id: string;
	readonly architecture: string;
	readonly os: string;
	readonly author: string;
	readonly comment: string;
	readonly entrypoint: readonly string[];
	readonly cmd: readonly string[];
	readonly env: readonly string[];
	readonly user: string;
	readonly workdir: string;
	/** `80/tcp`, from EXPOSE. */
	readonly exposedPorts: readonly string[];
	/** Container paths, from VOLUME. */
	readonly volumes: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	readonly layers: readonly string[];
	/** One for each platform and attestation; empty where containerd does not store the images. */
	readonly manifests: readonly ImageManifest[];
	readonly raw: unknown;
};

/** A part of an image in containerd's store. Bytes. */
export type ImageManifest = {
	readonly kind: 'image' | 'attestation' | 'unknown';
	readonly digest: string;
	/** `linux/arm64/v8`; empty for an attestation. */
	readonly platform: string;
	/** False for a platform that the index names, but that was not pulled. */
	readonly available: boolean;
	/** As it is stored and transferred, mostly compressed. */
	readonly content: number;
	/** The unpacked files; 0 if it is not unpacked. */
	readonly unpacked: number;
	/** Digest of the manifest that an attestation is about; empty for an image. */
	readonly about: string;
};

/** A step of `docker history`, newest first. */
export type Layer = {
	readonly id: string;
	readonly createdAt: number;
	readonly createdBy: string;
	readonly size: number;
	readonly comment: string;
	readonly tags: readonly string[];
};

/** The name of an image in a command: its only tag, or its short id when it has none or several. */
export function imageWord({ id, tags }: Image): string {
	return (tags.length === 1 ? tags[0] : undefined) ?? shortId(id);
}
