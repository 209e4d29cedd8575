export default {
  "form": {
    "lead": "先填写已知的内容，还缺什么、有什么风险会显示在旁边。发布之前没有人能看到这场销售。",
    "publish": "发布",
    "save": "保存修改",
    "missing": "没有这场销售",
    "missingWords": "它可能属于别人，也可能是地址输错了。",
    "about": {
      "heading": "基本信息",
      "title": "标题",
      "id": "短名称",
      "idHint": "它会出现在销售的网址里，以后不能修改：小写字母、数字和连字符。",
      "description": "说明",
      "descriptionHint": "纯文本，或使用列表、标题、链接、粗体等标记。",
      "goods": "每一份叫什么",
      "goodsAre": {
        "AUTO": "根据其他内容判断",
        "TICKET": "门票",
        "ITEM": "商品"
      },
      "zone": "时区",
      "zoneHint": "本表单中的所有时间都按当地时钟计算。",
      "starts": "活动开始",
      "ends": "活动结束",
      "place": "地点",
      "organiser": "主办方",
      "picture": "图片",
      "pictureHint": "JPEG 或 PNG，最大 8 MB，以 16:9 显示。",
      "picturePreview": "图片的显示效果",
      "pictureRemove": "移除图片"
    },
    "times": {
      "heading": "销售时间",
      "opens": "开售",
      "closes": "停售",
      "closesHint": "留空表示由人工停售。",
      "zone": "时间以{zone}为准：{name}。"
    },
    "goods": {
      "heading": "销售内容",
      "currency": "货币",
      "tiers": "票档与价格",
      "tier": "第 {number} 档",
      "addTier": "添加一档",
      "name": "名称",
      "id": "短名称",
      "price": "价格",
      "capacity": "数量",
      "sort": "类型"
    },
    "packet": {
      "total": "总金额",
      "shares": "份数",
      "split": "分配方式",
      "doubleMean": "随机，围绕平均值",
      "uniformCuts": "随机，差距可能很大",
      "equal": "平均分配"
    },
    "seats": {
      "none": "您还没有座位图。",
      "draw": "绘制场馆",
      "map": "座位图",
      "mapHint": "已导入座位图的版本号：64 个字符。",
      "mine": "我的座位图",
      "choose": "请选择",
      "file": "或上传文件",
      "fileHint": "JSON 格式的座位图，或 CSV 格式的座位表。",
      "has": {
        "other": "共 {count} 个座位，{sections} 个区域：{tiers}。"
      },
      "ofTier": "{id} {count}",
      "and": "、",
      "count": {
        "other": "{count} 个座位"
      },
      "orphans": "剩下的单个座位",
      "orphansAre": {
        "soft": "有更好的选择时拒绝",
        "strict": "一律拒绝",
        "off": "允许"
      },
      "withheld": "保留座位",
      "withheldHint": "按名称填写，每行一个，例如 A-1：释放之前不出售。",
      "moved": "与座位图档位不同的座位",
      "movedHint": "每行一档，写短名称：档位 = 座位1, 座位2。"
    },
    "train": {
      "way": "选择列车",
      "ways": {
        "new": "在这里填写的列车",
        "earlier": "以前卖过的列车"
      },
      "earlier": "以前的销售",
      "choose": "请选择",
      "version": "列车版本号",
      "takeOver": "取用这趟列车并修改",
      "has": {
        "other": "{name}，{from}至{to}：{count} 站，{classes} 个席别。"
      },
      "date": "日期",
      "closes": "发车前几分钟停售",
      "closesHint": "每个区间在其起点发车前这么久停售。",
      "id": "车次",
      "name": "显示名称",
      "stops": "车站",
      "stopsHint": "时间写作 09:30，超过 24:00 表示次日。首站只填发车，末站只填到达。",
      "addStop": "添加车站",
      "stop": "第 {number} 站",
      "arrives": "到达",
      "departs": "发车",
      "aliases": "别名",
      "aliasesHint": "大家搜索时用的其他名称，用逗号隔开。",
      "noBoarding": "此站不上客",
      "noAlighting": "此站不下客",
      "classes": "席别",
      "addClass": "添加席别",
      "class": "席别 {number}",
      "hops": "每段价格",
      "hopsHint": "按站依次填写，用空格隔开。",
      "fares": "长区间价格",
      "faresHint": "区间价格不等于各段之和时填写，每行一个：甲 > 丙 = 150.00，车站写短名称。",
      "cars": "车厢",
      "addCar": "添加车厢",
      "car": "车厢 {number}",
      "carId": "车厢号",
      "carClass": "席别短名称",
      "rows": "排数",
      "seats": "每排座位",
      "seatsHint": "字母，过道处留空格。",
      "benches": "或逐座填写",
      "benchesHint": "相邻的座位写在一行，用空格隔开：1A 1B。代替排数。",
      "numbers": "何时分配座位号",
      "numbersHint": "留空：立即分配。延后分配不浪费座位：届时统一安排。"
    },
    "order": {
      "heading": "服务顺序",
      "mode": "顺序",
      "modes": {
        "FIRST_COME": "先到先得",
        "SHUFFLED": "提前到场者抽签排队",
        "LOTTERY": "报名抽签",
        "SPLIT": "一部分抽签，其余先到先得"
      },
      "hints": {
        "FIRST_COME": "从第一秒起由排队决定。",
        "SHUFFLED": "开售前到场的人机会均等，之后来的人排在后面。",
        "LOTTERY": "不必抢快。抽中者保留名额，其余按名次候补。",
        "SPLIT": "两者兼有：一部分抽签，其余卖给先到的人。"
      },
      "gatherFrom": "开始集合",
      "gatherUntil": "集合截止",
      "gatherUntilHint": "留空：直到开售。",
      "entriesFrom": "报名开始",
      "entriesUntil": "报名截止",
      "entriesUntilHint": "不晚于开售。",
      "pay": "中签者付款秒数",
      "payHint": "86,400 秒为一天。",
      "share": "抽签所占百分比",
      "fairness": "抽签的公正性依据",
      "fairs": {
        "beacon": "公共随机信标 drand",
        "parties": "多方的秘密",
        "both": "公共信标，加上一方或多方的秘密",
        "unproven": "没有：无法证明"
      },
      "fairHints": {
        "beacon": "轮次由报名截止时间决定，请先填写。",
        "parties": "每方保管一个秘密，现在给出其 SHA-256；抽签要等全部公开。",
        "both": "抽签要等信标和全部秘密。轮次由报名截止时间决定。",
        "unproven": "会向大家说明：您有可能选择中签者。"
      },
      "parties": "各秘密的 SHA-256",
      "partiesHint": "每行一个：64 位 0-9 和 a-f。至少两个，有信标时至少一个。",
      "makeSecret": "生成一个秘密",
      "makeSecretHint": "它的 SHA-256 会加入列表。",
      "secretHere": "您的秘密",
      "secretWords": "请立即记下：只显示一次，不会保存在任何地方。报名截止后请在销售页面公开，否则无法抽签。",
      "round": "信标第 {round} 轮，{time} 公布：报名期间无人知晓。"
    },
    "rules": {
      "heading": "每人规则",
      "limit": "每人限购",
      "hold": "付款秒数",
      "holdHint": "付款期间为买家保留多久。",
      "offer": "候补付款秒数",
      "offerHint": "给候补者。留空：与保留时间相同，至少 900。",
      "waitlist": "候补名额",
      "waitlistHint": "每档售罄后的候补人数。留空：不设候补。",
      "overbook": "订单占库存百分比",
      "overbookHint": "先付款者得。",
      "take": "何时扣减库存",
      "takes": {
        "HOLD": "下单保留，付款售出",
        "ORDER": "下单即扣减",
        "PAYMENT": "付款时扣减：先付先得"
      },
      "owner": "商家",
      "ownerHint": "销售属于谁。留空：属于您，或保持不变。",
      "mixed": "一单可含多个票档",
      "mixedHint": "例如两张成人票加一张儿童票。这样的订单不参加候补。"
    },
    "guards": {
      "heading": "防护措施",
      "captcha": "人机验证",
      "captchaHint": "由浏览器自动完成的计算，人越多越难。",
      "pass": "开售前领取的通行证",
      "passHint": "身份等一切检查都在高峰前完成一次。",
      "slowLane": "对可疑者缓慢模糊地应答",
      "slowLaneHint": "而不是用拒绝提示他们。",
      "eligible": "谁可以购买",
      "eligibles": {
        "all": "所有人",
        "codes": "持有兑换码的人",
        "list": "名单上的人",
        "claim": "具备某项属性的人"
      },
      "list": "名单名称",
      "listHint": "发布后再导入。",
      "claim": "令牌中的属性",
      "claimHint": "由您的身份提供方给出。",
      "codesHint": "发布后在销售页面生成兑换码，或导入您自己的码。",
      "room": "等候室",
      "roomHint": "按节奏放人进入。留空表示不设。",
      "perMinute": "每分钟人数",
      "inside": "同时在内上限",
      "more": "更多",
      "rate": "专门的频率限制",
      "rateHint": "若干秒内最多若干次购买请求。",
      "userRequests": "每人请求数",
      "userSeconds": "秒内",
      "addressRequests": "每地址请求数",
      "addressSeconds": "秒内"
    },
    "crowd": {
      "heading": "预计多少人来",
      "people": "预计人数",
      "peopleHint": "用于估算机器，不属于销售内容。",
      "within": "在多少秒内到来"
    },
    "check": {
      "heading": "能开售吗？",
      "before": "填写时会自动检查。",
      "again": "再次检查",
      "good": "可以开售，没有发现风险。",
      "risky": {
        "other": "可以开售，有 {count} 处值得再看一眼："
      },
      "wrong": {
        "other": "还不行：有 {count} 处缺少或有误。"
      },
      "failed": "无法检查：{why}",
      "colon": "：",
      "part": "第 {number} 项：{detail}",
      "inRow": "{row}，{label}"
    },
    "plan": {
      "heading": "{within} 秒内 {crowd} 人所需的机器",
      "rate": "开售时",
      "perSecond": {
        "other": "每秒 {count} 次请求"
      },
      "soldOut": "售罄用时",
      "allHave": "全部买到用时",
      "lastAnswer": "最后答复用时",
      "seconds": "{seconds} 秒",
      "oneProcess": "一台 {cores} 核 {memory} GB 的机器上一个进程加 PostgreSQL 即可。",
      "carried": {
        "other": "现有机器足够：{count} 个网关，每个 {cores} 核、{connections} 个连接。"
      },
      "notCarried": {
        "other": "现有机器不够：{count} 个网关，每个 {cores} 核、{connections} 个连接。"
      },
      "what": "角色",
      "nodes": "台数",
      "cores": "核",
      "memoryGb": "GB",
      "megabits": "Mbit/s",
      "of": {
        "gateway": "网关",
        "ticket": "票务",
        "admin": "管理",
        "redis": "Redis",
        "postgres": "PostgreSQL"
      }
    },
    "preview": {
      "open": "以买家身份查看",
      "close": "返回表单",
      "window": "销售时间：{from} 至 {to}",
      "from": "{from} 开售",
      "notYet": "目前还没有人能看到。"
    },
    "ask": {
      "title": "发布“{title}”？",
      "words": "从现在起所有人都能看到。{time} 开售。",
      "atOnce": "开售时间 {time} 已过：从现在起所有人都能看到，并可立即购买。",
      "risks": {
        "other": "有 {count} 处值得再看一眼。"
      }
    },
    "copy": {
      "of": "这是“{title}”的副本，短名称除外。请先移动时间。",
      "days": "延后天数",
      "move": "移动所有时间",
      "moved": {
        "other": "所有时间已延后 {count} 天。"
      }
    },
    "draft": {
      "kept": "已恢复您之前在此标签页中填写的内容。",
      "startOver": "重新开始"
    },
    "saved": {
      "heading": "场次草稿",
      "save": "保存草稿",
      "not": "尚未保存为草稿：填写的内容只保留在此标签页中。",
      "at": "{time} 由 {by} 保存。",
      "since": "{time} 由 {by} 保存。此后的修改只保留在此标签页中。",
      "delete": "删除草稿",
      "conflict": "您打开之后，{by} 于 {time} 保存了这份草稿。您填写的内容仍在此处。",
      "conflictOwn": "您在此处打开之后，又于 {time} 在另一个窗口保存了这份草稿。您在此处填写的内容仍在。",
      "differs": "{label}：已保存的是{there}，此处是{here}。",
      "quoted": "“{text}”",
      "nothing": "空",
      "more": { "other": "还有 {count} 项不同。" },
      "otherRows": "已保存的某个列表中行数更多。",
      "same": "双方填写的内容相同。",
      "yes": "是",
      "no": "否",
      "theirs": "采用已保存的，放弃我的",
      "mine": "保留我的，替换已保存的",
      "published": "这份草稿已被他人发布，现在是一个场次。",
      "gone": "这份草稿已被他人删除。您填写的内容仍在此处，保存后会生成新的草稿。",
      "missing": "没有这份草稿",
      "missingWords": "它已被删除，或属于其他人。"
    },
    "edit": {
      "lead": "“{title}”：保存后所有人都能看到修改。",
      "fixed": "已固定：销售已开始或已接受报名，买家依赖这些内容。数量可在销售页面增减。",
      "fixedOpening": "开售时间已固定，停售时间可以修改。",
      "fixedTake": "扣减库存的方式已固定。",
      "saved": "已保存。",
      "asBuyer": "以买家身份查看",
      "back": "前往销售页面",
      "conflict": "其他人刚刚修改了这场销售。请重新加载页面，您填写的内容会保留。"
    },
    "rows": {
      "up": "上移{row}",
      "down": "下移{row}",
      "remove": "删除{row}"
    },
    "wrong": {
      "slug": "只能用小写字母、数字和连字符，最多 63 个，首尾不能是连字符。",
      "clock": "请写成 09:30 这样的时间。",
      "zone": "请填写时区，例如 Asia/Shanghai。",
      "currency": "三个字母的代码，例如 CNY。",
      "whole": "请填写 {min} 到 {max} 的整数。",
      "money": "请填写该货币的金额，千位写作 4000 或 4,000。",
      "most": "最多 {most}。",
      "moneys": "请填写金额，用空格隔开。",
      "time": "{zone} 的时钟不会显示这个时间。",
      "percent": "大于 0 且小于 100。",
      "closes": "停售要晚于开售。",
      "endStays": "已有停售时间的销售不能取消，请改为其他时间。",
      "sameSecret": "同一个秘密写了两次。",
      "oneParty": "只有一方时由它决定次序：请再加一方，或加上信标。",
      "parties": "最多 {count} 方。",
      "fare": "每行写作：甲 > 丙 = 150.00。这一行不对：{line}",
      "fareStop": "没有短名称为 {stop} 的车站。",
      "fareShort": "须跨两段或更多；一段的价格填在上面：{line}",
      "moved": "每行写作：档位 = 座位1, 座位2。这一行不对：{line}",
      "hash": "每行 64 位 0-9 和 a-f。",
      "map": "64 位 0-9 和 a-f。",
      "mapUnknown": "这里没有这张座位图。",
      "picture": "只支持 JPEG 或 PNG。",
      "pictureSize": "最大 8 MB。"
    },
    "risks": {
      "OPENS_AT_ONCE": "开售时间已过：发布后立即开售。",
      "OPENS_SOON": "不到 {minutes} 分钟就要开售。",
      "NEVER_CLOSES": "没有停售时间。",
      "SHORT_ENTRY": "报名时间不足 {minutes} 分钟。",
      "UNPROVEN_DRAW": "抽签无法证明公正：您有可能选择中签者。",
      "SECRETS_NEEDED": "在 {secrets} 个秘密全部公开之前不会抽签。",
      "DRAWN_AFTER_OPENING": "信标轮次晚于开售：在那之前无人可购。",
      "NO_EVENT_DATE": "门票上没有活动时间。",
      "NO_PLACE": "门票上没有地点。",
      "OPENS_AFTER_START": "开售时活动已经开始。",
      "SELLS_AFTER_START": "活动开始后仍在销售。",
      "NO_PICTURE": "没有图片。",
      "NO_DESCRIPTION": "没有说明。",
      "EMPTY_TIER": "第 {tier} 档没有可售数量。",
      "LIMIT_ABOVE_STOCK": "一个人可以买走全部 {units} 份。",
      "FREE_OF_CHARGE": "有票档免费。",
      "SHORT_HOLD": "很多人付款需要超过 {seconds} 秒，多数人 {usual} 秒足够。",
      "SHORT_OFFER": "候补者只有 {seconds} 秒得知并付款。",
      "SHORT_TIME_TO_PAY": "中签者只有 {seconds} 秒得知并付款。",
      "PAID_IN_VAIN": "有些人付款后得不到，款项会自动退回。",
      "OTHER_CURRENCY": "您的其他销售都不用这种货币。",
      "NO_CODES": "生成兑换码之前无人可购。",
      "EMPTY_LIST": "导入名单之前无人可购。",
      "SLOW_ROOM": "每分钟放入 {perMinute} 人，停售时会有剩余。",
      "NO_CAPTCHA": "人数远多于数量，又没有人机验证：程序会更快。",
      "NO_WAITLIST": "未付款的会被碰巧看到的人买走：没有候补。",
      "MORE_THAN_MACHINES": "超出现有 {gateways} 个网关的承载：请增加机器，或设置等候室。"
    },
    "timetable": {
      "file": "时刻表",
      "fileHint": "JSON 格式的时刻表，或 GTFS 数据包（压缩文件），最大 32 MB。更大的数据包请用 ./sluice timetable。",
      "lead": "时刻表会为每趟列车的每一天生成一场销售。先检查，您确认之前不会生成任何内容。",
      "from": "从这一天起",
      "to": "到这一天止",
      "look": "检查",
      "layout": "数据包的布局文件",
      "layoutHint": "JSON 文件，写明数据包里没有的：车厢、价格、怎么卖。",
      "example": "下载时刻表示例",
      "exampleLayout": "下载布局文件示例",
      "chooseLayout": "数据包需要布局文件。",
      "notUsed": "数据包中没有用到的",
      "choose": "请先选择文件。",
      "tooLarge": "最大 32 MB。",
      "noJson": "这不是有效的 JSON：{why}",
      "line": "第 {line} 行",
      "wrong": {
        "other": "有 {count} 处错误"
      },
      "nothing": "没有生成任何内容。",
      "without": {
        "other": "只用其余 {count} 趟正确的列车继续"
      },
      "good": {
        "other": "将生成 {count} 场销售"
      },
      "import": {
        "other": "发布 {count} 场销售"
      },
      "ask": {
        "other": "发布后所有人都能看到这 {count} 场销售。"
      },
      "made": {
        "other": "已生成 {count} 场销售"
      },
      "copy": "以此新建",
      "more": {
        "other": "另有 {count} 场。"
      },
      "taken": "以下短名称已被他人使用：{ids}",
      "facts": {
        "created": "新增",
        "existing": "已存在",
        "past": "已过期",
        "taken": "属于他人"
      },
      "columns": {
        "train": "列车",
        "way": "区间",
        "stops": "车站数",
        "days": "日期"
      },
      "way": "{from} – {to}",
      "span": "{from} – {to}",
      "trains": "此时刻表中的列车"
    },
    "sorts": {
      "units": "计数：每档若干份",
      "unitsHint": "站席、商品、兑换券：彼此没有区别。",
      "seats": "座位：场馆里的座位",
      "seatsHint": "图上的每个座位只卖一次。票档来自座位图，请为每档定价。",
      "train": "行程：某一天的列车",
      "trainHint": "座位按区间出售。一次添加很多列车请导入时刻表。",
      "packet": "红包：一笔钱分成若干份",
      "packetHint": "每人一份，无需付款。"
    }
  }
};
