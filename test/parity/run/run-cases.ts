import { networkCases } from './network-cases.js';

/** Arguments for `docker create` (or `docker run -d`); each line is a case for the real CLI. */
const lines = `
busybox
busybox sh -c 'echo hi'
-it busybox
-ti --rm busybox sh
-i busybox cat
-t=false busybox
-t=true -i=0 busybox
--tty --interactive=false busybox
-itw /srv busybox
-a stdin busybox
-a STDOUT -a stderr busybox
-a foo busybox
--name web busybox
--name=web busybox
--name '' busybox
--name a/b busybox
-- busybox -x
busybox -p 80:80
localhost:5000/team/app:v1.2 run --now
busybox@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
Busybox
busybox:
''
busybox@sha256:123
--foo busybox
--foo=bar busybox
-Z busybox
-itz busybox
--name
-e
--tty=maybe busybox
--entrypoint sh busybox -c ls
--entrypoint= busybox
--entrypoint '' busybox
--entrypoint '/a b' busybox
-e A=b busybox
-e A= -e B='c d' -e 'C=x=y' busybox
-e GIVEN -e MISSING busybox
-eA=b busybox
--env A=b --env A=c busybox
--env =x busybox
--env '' busybox
--env 'a b=c' busybox
--env-file vars.env busybox
--env-file vars.env -e Z=1 -e FROM_FILE=over busybox
--env-file blank.env busybox
--env-file noname.env busybox
--env-file nowhere.env busybox
--env-file crlf.env --label-file crlf.env busybox
-l a=b --label c --label a=d busybox
--label-file vars.env --label x=1 busybox
--label =b busybox
--label 'a b=c' busybox
-v /test busybox
-v /home:/test busybox
-v /home:/test:ro busybox
-v /home:/test:ro,z busybox
-v data:/data busybox
-v data:/data:nocopy busybox
-v ./here:/x busybox
-v ../up:/x busybox
-v .:/x busybox
-v ~x/y:/x busybox
-v /a:/b -v /a:/b -v /c busybox
-v a:/x busybox
-v a:b:c:d busybox
-v a busybox
-v '' busybox
-v ::/x busybox
-v /a: busybox
-v foo:bar:baz:qux busybox
--tmpfs /run busybox
--tmpfs /run:size=64m,mode=1777 --tmpfs /tmp busybox
--mount type=bind,src=/a,dst=/b busybox
--mount type=bind,source=/a,target=/b,readonly busybox
--mount type=bind,src=/a,dst=/b,ro=true,bind-propagation=rslave busybox
--mount type=bind,src=./x,dst=/b,bind-recursive=disabled busybox
--mount type=bind,src=../x,dst=/b busybox
--mount type=bind,src=/x,dst=/y,bind-recursive=writable,ro busybox
--mount type=bind,src=/x,dst=/y,bind-recursive=readonly,ro,bind-propagation=rprivate busybox
--mount type=bind,src=/x,dst=/y,bind-recursive=readonly busybox
--mount type=bind,src=/x,dst=/y,bind-recursive=foo busybox
--mount src=data,dst=/b busybox
--mount type=volume,dst=/b busybox
--mount type=volume,src=x,dst=/y,volume-subpath=z busybox
--mount type=volume,dst=/y,volume-label=a=b,volume-driver=local,volume-opt=o=x,volume-nocopy busybox
--mount type=volume,dst=/y,volume-nocopy=false busybox
--mount type=tmpfs,dst=/y,tmpfs-size=1.5g,tmpfs-mode=1770 busybox
--mount type=tmpfs,dst=/y,tmpfs-mode=9 busybox
--mount type=tmpfs,dst=/y,tmpfs-size=1x busybox
--mount 'type=bind,"src=/a,b",dst=/x' busybox
--mount 'type=bind,"src=/a,b,dst=/x' busybox
--mount 'type=bind,src=/a"b,dst=/x' busybox
--mount type=image,src=a,dst=/b,image-subpath=x busybox
--mount type=bind busybox
--mount foo busybox
--mount '' busybox
--mount type=bind,foo=1,dst=/x busybox
--mount type=bind,dst=/x,volume-nocopy busybox
--mount type=,dst=/x busybox
--mount type=volume,dst=/b,readonly=maybe busybox
--volumes-from web:ro --volume-driver local --read-only busybox
--storage-opt size=10G busybox
--storage-opt size busybox
--shm-size 64m busybox
-m 300m busybox
-m300m --memory-swap 1g busybox
--memory 1.5g --memory-swap -1 --memory-reservation '10 mb' busybox
-m 10GiB --memory-swappiness 20 busybox
--cpu-period 9007199254740993 --cpu-quota -9007199254740993 --cpu-shares 9223372036854775807 busybox
--cpus 9007199.254740993 --pids-limit 9007199254740993 --oom-score-adj -9007199254740993 busybox
--stop-timeout 9007199254740993 --health-retries 9007199254740993 --cpu-rt-runtime 9007199254740993 busybox
-m 9007199254740993 --memory-swap 9007199254740995 --shm-size 9007199254740997 busybox
-m 8589934591g --memory-swap 8589934591g --memory-reservation 8388608.5g --shm-size 8589934590g busybox
-m 1x busybox
-m -1 busybox
-m '' busybox
-m 10kbb busybox
--memory-swappiness 200 busybox
--cpus 1.5 busybox
--cpus .5 --cpu-shares 512 busybox
--cpus 1/4 busybox
--cpus 1e-1 busybox
--cpus 1.5555555555 busybox
--cpus abc busybox
--cpus 1/3 busybox
--cpus 1/0 busybox
--cpu-period 100000 --cpu-quota 20000 busybox
--cpuset-cpus 0-1 --cpuset-mems 0 -c 5 busybox
--cpu-rt-period 1000 --cpu-rt-runtime 500 busybox
--cpu-shares 0x10 busybox
-c 08 busybox
--pids-limit 100 busybox
--pids-limit -1 busybox
--pids-limit 5.5 busybox
--pids-limit 99999999999999999999 busybox
--oom-kill-disable --oom-score-adj -500 busybox
--ulimit nofile=1024:2048 --ulimit core=0 busybox
--ulimit nofile=1 --ulimit nofile=5:6 busybox
--ulimit nofile=-1 busybox
--ulimit foo=1 busybox
--ulimit nofile=3:2 busybox
--ulimit nofile busybox
--ulimit nofile=x busybox
--ulimit nofile=9007199254740993:9223372036854775807 busybox
--ulimit nofile=9223372036854775808 busybox
--blkio-weight 300 --blkio-weight-device /dev/sda:200 busybox
--blkio-weight 70000 busybox
--blkio-weight-device dev/sda:200 busybox
--blkio-weight-device /dev/sda:2 busybox
--device-read-bps /dev/sda:1mb --device-write-bps /dev/sdb:2kb busybox
--device-read-iops /dev/sda:100 --device-write-iops /dev/sda:10 busybox
--device-read-bps /dev/sda:-1 busybox
--device-read-iops /dev/sda:1k busybox
--device-read-bps /dev/sda:9007199254740993 --device-write-bps /dev/sda:8589934590gb busybox
--device-read-iops /dev/sda:9007199254740993 --device-write-iops /dev/sda:18446744073709551615 busybox
--device-read-iops /dev/sda:18446744073709551616 busybox
--device-read-bps /dev/sda busybox
--restart always busybox
--restart unless-stopped busybox
--restart on-failure:3 busybox
--restart '' --rm busybox
--restart no --rm busybox
--restart always --rm busybox
--restart on-failure:x busybox
--restart :x busybox
--restart no:3 busybox
-h box --domainname example.org -u 1000:1000 -w /srv --group-add audio busybox
--stop-signal TERM --stop-timeout 5 busybox
--stop-timeout 0 busybox
--stop-timeout x busybox
--init busybox
--init=false busybox
--privileged --cap-add net_admin --cap-add SYS_TIME --cap-drop all busybox
--cap-add net_admin --cap-add CAP_NET_ADMIN busybox
--security-opt no-new-privileges --security-opt seccomp=unconfined --security-opt label:disable busybox
--security-opt systempaths=unconfined busybox
--security-opt foo busybox
--security-opt label= busybox
--security-opt seccomp=profile.json busybox
--security-opt seccomp=nowhere.json busybox
--device /dev/fuse busybox
--device /dev/x:/dev/y:rwm --device /dev//z/../a:r busybox
--device vendor.com/class=name busybox
--device x busybox
--device /dev/x:/y:foo busybox
--device /a:b:c:d busybox
--device-cgroup-rule 'c 1:3 mr' busybox
--device-cgroup-rule 'c 1:3 mrx' busybox
--gpus all busybox
--gpus 2 busybox
--gpus '"device=0,1"' busybox
--gpus 'capabilities=utility,count=2' busybox
--gpus 'driver=x,"options=a=b,c",count=all' busybox
--gpus foo busybox
--gpus all,all busybox
--sysctl net.core.somaxconn=1024 --sysctl kernel.msgmax=1 busybox
--sysctl a=b busybox
--pid host --ipc shareable --uts host --userns host --cgroupns private busybox
--pid container:web --ipc container:web busybox
--pid foo busybox
--uts foo busybox
--userns foo busybox
--cgroupns foo busybox
--cgroup-parent /x --isolation default --runtime runc busybox
--health-cmd 'curl -f localhost' --health-interval 30s --health-timeout 1m30s --health-retries 3 busybox
--health-start-period 1.5h busybox
--health-start-interval 1s busybox
--health-interval 1 busybox
--health-interval=-1s busybox
--health-interval x busybox
--no-healthcheck busybox
--no-healthcheck --health-cmd x busybox
--log-driver json-file --log-opt max-size=1m --log-opt flag busybox
--log-driver none --log-opt a=b busybox
--annotation a=b busybox
--platform linux/arm64 busybox
--platform linux/arm/v7 busybox
--platform linux/x86_64 busybox
--platform linux busybox
--platform arm64 busybox
--platform foo/bar/baz/qux busybox
--platform foo busybox
--platform 'lin ux' busybox
--pull never busybox
--pull foo busybox
`;

/** Files that the cases name, by name. */
export const caseFiles: Readonly<Record<string, string>> = {
	'vars.env': '# a comment\n\nFROM_FILE=1\n  SPACED=d e \nGIVEN\nMISSING\nQUOTED="x"\n',
	'blank.env': 'A b=c\n',
	'noname.env': '=c\n',
	'crlf.env': '\uFEFFX=1\r\nY=2\r\n',
	'profile.json': '{ "defaultAction": "SCMP_ACT_ALLOW" }\n',
};

export const runCases: readonly string[] = [...lines.trim().split('\n'), ...networkCases];
