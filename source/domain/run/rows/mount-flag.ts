import { UsageError } from '../usage-error.js';
import { parseCsvLine } from '../values/csv.js';
import { type MountDraft, setMountField } from './mount-fields.js';

/** An entry of `HostConfig.Mounts`. */
export type MountBody = Readonly<Record<string, unknown>>;

const optionsOfType = [
	['volume', 'VolumeOptions'],
	['image', 'ImageOptions'],
	['bind', 'BindOptions'],
	['tmpfs', 'TmpfsOptions'],
] as const;

/**
 * Converts a value of `--mount` to the engine's form. A source that starts with a dot is relative to `folder`. Throws
 * UsageError with docker's message. Source: docker/cli opts/mount.go.
 */
export function parseMountFlag(text: string, folder: string): MountBody {
	const draft: MountDraft = { Type: 'volume' };
	for (const field of parseCsvLine(text)) {
		setMountField(draft, field, folder);
	}
	if (draft.Type === '') {
		throw new UsageError('type is required');
	}
	if (!draft.Target) {
		throw new UsageError('target is required');
	}
	for (const [type, key] of optionsOfType) {
		if (draft[key] !== undefined && draft.Type !== type) {
			throw new UsageError(`cannot mix '${type}-*' options with mount type '${draft.Type}'`);
		}
	}
	checkRecursion(draft);
	return withoutZeros(draft);
}

function checkRecursion({ BindOptions: bind, ReadOnly }: MountDraft): void {
	if (bind?.ReadOnlyNonRecursive && !ReadOnly) {
		throw new UsageError("option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction");
	}
	if (bind?.ReadOnlyForceRecursive && !ReadOnly) {
		throw new UsageError("option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction");
	}
	if (bind?.ReadOnlyForceRecursive && bind.Propagation !== 'rprivate') {
		throw new UsageError(
			"option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction",
		);
	}
}

/** Go omits values that are false, zero or empty (`omitempty`), but not the option objects. */
function withoutZeros(value: object): MountBody {
	const body: Record<string, unknown> = {};
	for (const [key, field] of Object.entries(value)) {
		if (typeof field === 'object' && (Object.keys(field).length > 0 || !['Labels', 'Options'].includes(key))) {
			body[key] = key === 'Labels' || key === 'Options' ? field : withoutZeros(field);
		} else if (typeof field !== 'object' && field) {
			body[key] = field;
		}
	}
	return body;
}
