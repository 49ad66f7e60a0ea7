"""Documents of our own for the page's tests. Figures, places and names are made up."""

from tests.browser.standin import Json, document

QUOTE = "办理技能证书1284本"

REPORT = document(
    "d1",
    "青溪县人民政府关于2023年就业工作情况的报告",
    [
        "青溪县人民政府关于2023年就业工作情况的报告",
        "#一、主要工作",
        "全年围绕稳就业这条主线,城乡新增就业3126人,完成年度任务的104.2%。",
        "#(一)技能培训",
        "𠮷田工坊👩‍🔧开班18期,培训2047人次,办理技能证书1284本;学员满意率为96.5%。",
        "#(二)援企稳岗",
        "向156家企业返还失业保险费412.7万元。",
        "#二、存在问题",
        "部分乡镇的零工市场建设进度偏慢。",
    ]
    + [f"附注{number}。就业服务站按季度公布台账,接受查询。" for number in range(1, 40)],
    region="青溪县",
    region_path=["云岭省", "清河市", "青溪县"],
    year=2023,
    issuer="青溪县人民政府",
    document_number="青政发〔2024〕6号",
    issued_on="2024-02-18",
    kind="报告",
)
RULES = document(
    "d2",
    "白石湖保护管理办法",
    [
        "白石湖保护管理办法",
        "#第一章 总则",
        "第一条 为了保护白石湖水质,制定本办法。",
        "#第二章 保护措施与监督检查",
        "第二条 沿湖三百米内不得新建排污口。",
    ],
)


def library() -> list[Json]:
    return [dict(REPORT), dict(RULES)]
