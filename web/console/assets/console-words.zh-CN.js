export default {
  "console": {
    "main": "管理后台",
    "sales": "场次",
    "newSale": "新建场次",
    "sale": "场次详情",
    "editSale": "编辑场次",
    "board": "实时看板",
    "orders": "订单",
    "order": "订单详情",
    "seatMaps": "座位图",
    "timetables": "时刻表",
    "team": "团队",
    "door": "检票",
    "operators": "运维",
    "cancel": "取消",
    "roles": {
      "merchant": "商家：负责开售",
      "operator": "运维：负责整个系统"
    },
    "field": {
      "required": "请填写此项。"
    },
    "signIn": {
      "heading": "请登录管理后台",
      "demo": "演示环境：名字随意填写。示例场次属于“{name}”。",
      "paste": "请粘贴身份提供方签发的令牌，或机器密钥。",
      "role": "身份",
      "token": "令牌或密钥",
      "tokenHint": "保存在本浏览器中，退出登录后清除。",
      "machine": "机器密钥"
    }
  }
};
