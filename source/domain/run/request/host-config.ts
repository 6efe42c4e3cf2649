import type { RunOptions } from '../options.js';
import { UsageError } from '../usage-error.js';
import { exactBytes } from '../values/go-values.js';
import { parseRestart } from '../values/restart.js';
import type { RequestContext } from './context.js';
import { orNull } from './endpoint-settings.js';
import { pairsToMap } from './environment.js';
import { portBindings } from './ports.js';
import { resources } from './resources.js';
import { capabilities, checkModes, securityOptions } from './security.js';
import { binds, mounts, storageOptions, tmpfs } from './storage.js';

/** `HostConfig` as docker CLI 28.2 sends it; undefined fields are left out of the JSON. Throws UsageError. */
export function hostConfig(options: RunOptions, context: RequestContext): Record<string, unknown> {
	checkModes(options);
	const restart = parseRestart(options.restart);
	const security = securityOptions(options.securityOpt, context);
	if (options.logDriver === 'none' && options.logOpt.length > 0) {
		throw new UsageError('invalid logging opts for driver none', '--log-opt');
	}
	if (options.rm && restart.Name !== 'no' && restart.Name !== '') {
		throw new UsageError('conflicting options: cannot specify both --restart and --rm', '--rm');
	}
	return {
		Binds: binds(options.mounts, context.folder),
		ContainerIDFile: options.cidfile,
		LogConfig: { Type: options.logDriver, Config: pairsToMap(options.logOpt) },
		NetworkMode: options.network[0]?.name ?? 'default',
		PortBindings: portBindings(options.publish),
		RestartPolicy: restart,
		AutoRemove: options.rm,
		VolumeDriver: options.volumeDriver,
		VolumesFrom: orNull(options.volumesFrom),
		ConsoleSize: context.consoleSize,
		Annotations: mapOrNone(options.annotation),
		CapAdd: capabilities(options.capAdd),
		CapDrop: capabilities(options.capDrop),
		CgroupnsMode: options.cgroupns,
		Dns: options.dns,
		DnsOptions: options.dnsOption,
		DnsSearch: options.dnsSearch,
		ExtraHosts: orNull(options.addHost),
		GroupAdd: orNull(options.groupAdd),
		IpcMode: options.ipc,
		Cgroup: '',
		Links: orNull(options.link),
		OomScoreAdj: options.oomScoreAdj,
		PidMode: options.pid,
		Privileged: options.privileged,
		PublishAllPorts: options.publishAll,
		ReadonlyRootfs: options.readOnly,
		SecurityOpt: security.options,
		StorageOpt: storageOptions(options),
		Tmpfs: tmpfs(options.mounts),
		UTSMode: options.uts,
		UsernsMode: options.userns,
		ShmSize: exactBytes(options.shmSize),
		Sysctls: mapOrNone(options.sysctl),
		Runtime: options.runtime || undefined,
		Isolation: options.isolation,
		...resources(options, context.apiVersion),
		Mounts: mounts(options.mounts, context),
		MaskedPaths: security.paths,
		ReadonlyPaths: security.paths,
		Init: options.init,
	};
}

function mapOrNone(pairs: RunOptions['sysctl']): Record<string, string> | undefined {
	return pairs.length === 0 ? undefined : pairsToMap(pairs);
}
