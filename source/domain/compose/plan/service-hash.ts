import type { Raw } from '../../run/inspect/raw.js';

/**
 * Makes the text whose SHA-256 `docker compose up` compares with the label of a container: the service as Go writes it, without
 * what does not need another container. `config --hash` prints that hash for all services but those with a `label_file`,
 * which stays in the text of `up`. Source: docker/compose pkg/compose/hash.go, compose-go types/types.go (compose 2.40).
 */

/** Properties in the order of their Go structure, and the shapes of those that are structures, lists or maps of them. */
type Shape = { readonly order: string; readonly within?: Readonly<Record<string, Shape>>; readonly isEach?: true };

const file: Shape = { order: 'source target uid gid mode', isEach: true };
const resource: Shape = { order: 'cpus memory pids devices generic_resources' };
const update: Shape = { order: 'parallelism delay failure_action monitor max_failure_ratio order' };

/** Without `build`, `depends_on`, `profiles`, `pull_policy` and `scale`, which are not hashed; the same for the number of replicas. */
const service: Shape = {
	order: `annotations attach develop blkio_config cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent cpu_period
		cpu_quota cpu_rt_period cpu_rt_runtime cpus cpuset cpu_shares command configs container_name credential_spec deploy
		device_cgroup_rules devices dns dns_opt dns_search dockerfile domainname entrypoint provider environment env_file
		expose extends external_links extra_hosts group_add gpus hostname healthcheck image init ipc isolation labels
		label_file links logging log_driver log_opt mem_limit mem_reservation memswap_limit mem_swappiness mac_address
		models net network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports privileged read_only
		restart runtime secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs
		tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from working_dir post_start pre_stop`,
	within: {
		configs: file,
		secrets: file,
		deploy: {
			order: 'mode labels update_config rollback_config resources restart_policy placement endpoint_mode',
			within: {
				update_config: update,
				rollback_config: update,
				resources: { order: 'limits reservations', within: { limits: resource, reservations: resource } },
				restart_policy: { order: 'condition delay max_attempts window' },
				placement: { order: 'constraints preferences max_replicas_per_node' },
			},
		},
		devices: { order: 'source target permissions', isEach: true },
		healthcheck: { order: 'test timeout interval retries start_period start_interval disable' },
		logging: { order: 'driver options' },
		networks: {
			order:
				'aliases driver_opts gw_priority interface_name ipv4_address ipv6_address link_local_ips mac_address priority',
			isEach: true,
		},
		ports: { order: 'name mode host_ip target published protocol app_protocol', isEach: true },
		ulimits: { order: 'single soft hard', isEach: true },
		volumes: {
			order: 'type source target read_only consistency bind volume tmpfs image',
			within: {
				bind: { order: 'selinux propagation create_host_path recursive' },
				volume: { order: 'labels nocopy subpath' },
				tmpfs: { order: 'size mode' },
			},
			isEach: true,
		},
	},
};

function inOrderOf(shape: Shape, value: unknown): unknown {
	if (typeof value !== 'object' || value === null) {
		return value;
	}
	if (Array.isArray(value)) {
		return value.map(each => inOrderOf(shape, each));
	}
	const properties = value as Raw;
	const names = shape.order.split(/\s+/).filter(name => name in properties);
	return Object.fromEntries(names.map(name => [name, shaped(shape.within?.[name], properties[name])]));
}

function shaped(shape: Shape | undefined, value: unknown): unknown {
	if (shape === undefined) {
		return value;
	}
	const isMap = shape.isEach && typeof value === 'object' && value !== null && !Array.isArray(value);
	return isMap
		? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inOrderOf(shape, each)]))
		: inOrderOf(shape, value);
}

/** JSON as Go writes it. Source: encoding/json, HTMLEscape. */
const goJson = (value: unknown): string =>
	JSON.stringify(value).replace(
		/[<>&\u2028\u2029]/g,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/**
 * The hashes that `up` compares with the labels of networks, by key. Compose prints a network in the order in which it hashes it.
 * Source: docker/compose pkg/compose/hash.go, NetworkHash.
 */
export const networkHashesOf = (networks: Raw, sha256: (text: string) => string): ReadonlyMap<string, string> =>
	new Map(Object.entries(networks).map(([key, network]) => [key, sha256(goJson(network))]));

export type LabelFiles = ReadonlyMap<string, readonly string[]>;

/**
 * Replaces the hashes of services with files of labels by those of `up`. A service for which this does not lead to compose's own
 * hash without these files keeps that; `unsure` is true then.
 */
export function withLabelFiles(
	hashes: ReadonlyMap<string, string>,
	services: Readonly<Record<string, Raw>>,
	labelFiles: LabelFiles,
	sha256: (text: string) => string,
): { readonly hashes: ReadonlyMap<string, string>; readonly unsure: boolean } {
	const all = new Map(hashes);
	let unsure = false;
	for (const [name, files] of labelFiles) {
		const { label_file: _, ...plain } = services[name] ?? {};
		const hashOf = (value: Raw) => sha256(goJson(inOrderOf(service, value)));
		if (hashOf(plain) === hashes.get(name) && !files.some(path => path.includes('$'))) {
			all.set(name, hashOf({ ...plain, label_file: files }));
		} else {
			unsure = true;
		}
	}
	return { hashes: all, unsure };
}

/** The files of labels of each service, in a model whose variables are not replaced. */
export const labelFilesOf = (services: Readonly<Record<string, Raw>>): LabelFiles =>
	new Map(
		Object.entries(services).flatMap(([name, { label_file: files }]) =>
			Array.isArray(files) ? [[name, files.map(String)] as const] : [],
		),
	);
